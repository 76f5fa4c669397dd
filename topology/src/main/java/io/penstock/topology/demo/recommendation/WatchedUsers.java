package io.penstock.topology.demo.recommendation;

import io.penstock.schema.recommendation.Event;
import io.penstock.schema.recommendation.Recommendation;
import io.penstock.schema.recommendation.RecommendedItem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Some users, their last events and what is recommended to them now. Belongs to one thread. */
final class WatchedUsers {
    private static final int EVENTS = 3;
    private static final int ITEMS = 3;

    private static final class Watched {
        private final String description;
        private final Deque<Event> events = new ArrayDeque<>();
        private @Nullable Recommendation recommendation;

        private Watched(String description) {
            this.description = description;
        }
    }

    private final Map<String, Watched> users = new LinkedHashMap<>();

    /** Watches one more user. */
    WatchedUsers watch(String user, String description) {
        users.put(user, new Watched(description));
        return this;
    }

    void onEvent(Event event) {
        Watched watched = users.get(event.getUser());
        if (watched != null) {
            watched.events.addFirst(event);
            if (watched.events.size() > EVENTS) {
                watched.events.removeLast();
            }
        }
    }

    void onRecommendation(Recommendation recommendation) {
        Watched watched = users.get(recommendation.getUser());
        if (watched != null) {
            watched.recommendation = recommendation;
        }
    }

    /** Three lines for each of them. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        users.forEach((user, watched) -> {
            lines.add("  %s  %s, %s events".formatted(user, watched.description, events(watched)));
            lines.add("    did   "
                    + watched.events.stream().map(WatchedUsers::done).collect(Collectors.joining(", ")));
            lines.add("    next  " + recommended(watched));
        });
        return lines;
    }

    private static long events(Watched watched) {
        Recommendation recommendation = watched.recommendation;
        return recommendation == null ? 0 : recommendation.getCounters().getEvents();
    }

    private static String done(Event event) {
        return event.getType().name().toLowerCase(Locale.ROOT) + " " + event.getItem();
    }

    private static String recommended(Watched watched) {
        Recommendation recommendation = watched.recommendation;
        return recommendation == null
                ? "nothing yet"
                : recommendation.getItems().stream()
                        .limit(ITEMS)
                        .map(WatchedUsers::scored)
                        .collect(Collectors.joining(", "));
    }

    private static String scored(RecommendedItem item) {
        String reason = item.getReasons().get(0).name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return String.format(Locale.ROOT, "%s %.2f (%s)", item.getItem(), item.getScore(), reason);
    }
}
