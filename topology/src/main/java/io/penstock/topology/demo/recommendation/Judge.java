package io.penstock.topology.demo.recommendation;

import io.penstock.schema.recommendation.Event;
import io.penstock.schema.recommendation.Recommendation;
import io.penstock.schema.recommendation.RecommendedItem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Compares recommendations with popularity and with the optimum. Told every event in the order in which it was sent, and
 * later every recommendation; both are only noted, so that judging takes no time from what is measured meanwhile. Belongs
 * to one thread.
 */
public final class Judge {
    private final Shop shop;
    private final Set<String> newUsers;
    private final List<Event> events = new ArrayList<>();
    private final Set<String> judged = new HashSet<>();
    private final Map<String, List<String>> shown = new HashMap<>();

    /** @param newUsers the users that the model does not know */
    public Judge(Shop shop, Set<String> newUsers) {
        this.shop = shop;
        this.newUsers = Set.copyOf(newUsers);
    }

    /** An event is sent; its recommendation is judged only if {@code judged}. */
    public void onEvent(Event event, boolean judged) {
        events.add(event);
        if (judged) {
            this.judged.add(event.getId());
        }
    }

    /** A recommendation has come. One of an event that is not judged, or that was judged before, is passed over. */
    public void onRecommendation(Recommendation recommendation) {
        if (judged.remove(recommendation.getEvent())) {
            shown.put(
                    recommendation.getEvent(),
                    recommendation.getItems().stream()
                            .map(RecommendedItem::getItem)
                            .limit(Judgement.SHOWN)
                            .toList());
        }
    }

    /** What came of it so far. */
    public Comparison comparison() {
        Judgement judgement = new Judgement(shop, newUsers);
        for (Event event : events) {
            judgement.onEvent(event);
            List<String> items = shown.get(event.getId());
            if (items != null) {
                judgement.judge(event.getUser(), items);
            }
        }
        return judgement.comparison();
    }
}
