package io.penstock.topology.demo.recommendation;

import io.penstock.schema.recommendation.Event;
import io.penstock.schema.recommendation.EventType;
import io.penstock.schema.recommendation.Item;
import io.penstock.schema.recommendation.Recommendation;
import io.penstock.schema.recommendation.RecommendedItem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Compares recommendations with popularity and with the optimum. Told every event in the order in which it was sent, and
 * later every recommendation. What a user has just bought is nobody's to recommend: neither popularity nor the optimum
 * has it. Belongs to one thread.
 */
public final class Judge {
    private static final int SHOWN = 10;
    private static final int REMEMBERED = 20;

    /** What was known when an event was sent. */
    private record Moment(String user, Set<String> bought, List<String> popular) {}

    private final Shop shop;
    private final Set<String> newUsers;
    private final Map<String, Moment> moments = new HashMap<>();
    private final Map<String, Deque<Event>> lastEvents = new HashMap<>();
    private final Map<String, Long> events = new HashMap<>();
    private final List<Quality> pipeline = new ArrayList<>();
    private final List<Quality> popularity = new ArrayList<>();
    private final List<Quality> optimum = new ArrayList<>();
    private final List<Quality> ofNewUsers = new ArrayList<>();

    /** @param newUsers the users that the model does not know */
    public Judge(Shop shop, Set<String> newUsers) {
        this.shop = shop;
        this.newUsers = Set.copyOf(newUsers);
    }

    /** An event is sent; its recommendation is judged only if {@code judged}. */
    public void onEvent(Event event, boolean judged) {
        events.merge(event.getItem(), 1L, Long::sum);
        Deque<Event> last = lastEvents.computeIfAbsent(event.getUser(), user -> new ArrayDeque<>());
        last.addFirst(event);
        if (last.size() > REMEMBERED) {
            last.removeLast();
        }
        if (judged) {
            Set<String> bought = last.stream()
                    .filter(each -> each.getType() == EventType.PURCHASE)
                    .map(Event::getItem)
                    .collect(Collectors.toSet());
            moments.put(event.getId(), new Moment(event.getUser(), bought, popular(bought)));
        }
    }

    private List<String> popular(Set<String> bought) {
        return events.entrySet().stream()
                .filter(each -> !bought.contains(each.getKey()))
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(SHOWN)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** A recommendation has come. One of an event that is not judged, or that was judged before, is passed over. */
    public void onRecommendation(Recommendation recommendation) {
        Moment moment = moments.remove(recommendation.getEvent());
        if (moment == null) {
            return;
        }
        List<String> best = best(moment, Comparator.comparingDouble(item -> -shop.click(moment.user(), item)));
        List<String> likeliest = best(moment, Comparator.comparingDouble(item -> -shop.next(moment.user(), item)));
        List<String> shown = recommendation.getItems().stream()
                .map(RecommendedItem::getItem)
                .limit(SHOWN)
                .toList();
        Quality quality = quality(moment, shown, best);
        pipeline.add(quality);
        popularity.add(quality(moment, moment.popular(), best));
        Quality byClick = quality(moment, best, best);
        optimum.add(new Quality(byClick.ndcg(), byClick.clicks(), hitRate(moment, likeliest)));
        if (newUsers.contains(moment.user())) {
            ofNewUsers.add(quality);
        }
    }

    private List<String> best(Moment moment, Comparator<String> order) {
        return shop.items().stream()
                .map(Item::getId)
                .filter(item -> !moment.bought().contains(item))
                .sorted(order)
                .limit(SHOWN)
                .toList();
    }

    private Quality quality(Moment moment, List<String> shown, List<String> best) {
        double clicks = shown.stream()
                .mapToDouble(item -> shop.click(moment.user(), item))
                .sum();
        return new Quality(gain(moment, shown) / gain(moment, best), clicks, hitRate(moment, shown));
    }

    private double hitRate(Moment moment, List<String> shown) {
        return shown.stream()
                .mapToDouble(item -> shop.next(moment.user(), item))
                .sum();
    }

    private double gain(Moment moment, List<String> shown) {
        double gain = 0;
        for (int at = 0; at < shown.size(); at++) {
            gain += shop.click(moment.user(), shown.get(at)) * Math.log(2) / Math.log(at + 2);
        }
        return gain;
    }

    /** What came of it so far. */
    public Comparison comparison() {
        return new Comparison(
                pipeline.size(),
                Quality.mean(pipeline),
                Quality.mean(popularity),
                Quality.mean(optimum),
                Quality.mean(ofNewUsers));
    }
}
