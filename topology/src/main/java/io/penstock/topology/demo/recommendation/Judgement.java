package io.penstock.topology.demo.recommendation;

import io.penstock.schema.recommendation.Event;
import io.penstock.schema.recommendation.EventType;
import io.penstock.schema.recommendation.Item;
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
 * Events once more from the first on, and what was recommended after some of them. What a user has just bought is nobody's
 * to recommend: neither popularity nor the optimum has it. Belongs to one thread.
 */
final class Judgement {
    /** How many recommended items count. */
    static final int SHOWN = 10;

    private static final int REMEMBERED = 20;

    private final Shop shop;
    private final Set<String> newUsers;
    private final Popularity popular = new Popularity();
    private final Map<String, Deque<Event>> lastEvents = new HashMap<>();
    private final Map<String, List<String>> byClick = new HashMap<>();
    private final Map<String, List<String>> byNext = new HashMap<>();
    private final List<Quality> pipeline = new ArrayList<>();
    private final List<Quality> popularity = new ArrayList<>();
    private final List<Quality> optimum = new ArrayList<>();
    private final List<Quality> ofNewUsers = new ArrayList<>();

    Judgement(Shop shop, Set<String> newUsers) {
        this.shop = shop;
        this.newUsers = newUsers;
    }

    void onEvent(Event event) {
        popular.count(event.getItem());
        Deque<Event> last = lastEvents.computeIfAbsent(event.getUser(), user -> new ArrayDeque<>());
        last.addFirst(event);
        if (last.size() > REMEMBERED) {
            last.removeLast();
        }
    }

    /** Judges what this user is shown after the last event. */
    void judge(String user, List<String> shown) {
        Set<String> bought = bought(user);
        List<String> best = best(byClick.computeIfAbsent(user, this::byClick), bought);
        List<String> likeliest = best(byNext.computeIfAbsent(user, this::byNext), bought);
        Quality quality = quality(user, shown, best);
        pipeline.add(quality);
        popularity.add(quality(user, popular.most(SHOWN, bought), best));
        Quality ofBest = quality(user, best, best);
        optimum.add(new Quality(ofBest.ndcg(), ofBest.clicks(), hitRate(user, likeliest)));
        if (newUsers.contains(user)) {
            ofNewUsers.add(quality);
        }
    }

    private Set<String> bought(String user) {
        return lastEvents.getOrDefault(user, new ArrayDeque<>()).stream()
                .filter(each -> each.getType() == EventType.PURCHASE)
                .map(Event::getItem)
                .collect(Collectors.toSet());
    }

    private List<String> byClick(String user) {
        return sorted(Comparator.comparingDouble(item -> -shop.click(user, item)));
    }

    private List<String> byNext(String user) {
        return sorted(Comparator.comparingDouble(item -> -shop.next(user, item)));
    }

    /** The first of the catalogue: as many as are shown, even if all that a user has bought were among them. */
    private List<String> sorted(Comparator<String> order) {
        return shop.items().stream()
                .map(Item::getId)
                .sorted(order)
                .limit(SHOWN + REMEMBERED)
                .toList();
    }

    private static List<String> best(List<String> sorted, Set<String> bought) {
        return sorted.stream()
                .filter(item -> !bought.contains(item))
                .limit(SHOWN)
                .toList();
    }

    private Quality quality(String user, List<String> shown, List<String> best) {
        double clicks =
                shown.stream().mapToDouble(item -> shop.click(user, item)).sum();
        return new Quality(gain(user, shown) / gain(user, best), clicks, hitRate(user, shown));
    }

    private double hitRate(String user, List<String> shown) {
        return shown.stream().mapToDouble(item -> shop.next(user, item)).sum();
    }

    private double gain(String user, List<String> shown) {
        double gain = 0;
        for (int at = 0; at < shown.size(); at++) {
            gain += shop.click(user, shown.get(at)) * Math.log(2) / Math.log(at + 2);
        }
        return gain;
    }

    Comparison comparison() {
        return new Comparison(
                pipeline.size(),
                Quality.mean(pipeline),
                Quality.mean(popularity),
                Quality.mean(optimum),
                Quality.mean(ofNewUsers));
    }
}
