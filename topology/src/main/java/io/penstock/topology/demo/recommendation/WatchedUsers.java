package io.penstock.topology.demo.recommendation;

import io.penstock.schema.recommendation.Event;
import io.penstock.schema.recommendation.Reason;
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
    private static final int REMEMBERED = 8;
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
            if (watched.events.size() > REMEMBERED) {
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
                    + watched.events.stream()
                            .limit(EVENTS)
                            .map(WatchedUsers::done)
                            .collect(Collectors.joining(", ")));
            lines.add("    next  " + recommended(watched));
        });
        return lines;
    }

    /** Each of them, with how likely they are to click on what is recommended. */
    List<ServedUser> served(Shop shop) {
        return users.entrySet().stream()
                .map(each -> served(shop, each.getKey(), each.getValue()))
                .toList();
    }

    private static ServedUser served(Shop shop, String user, Watched watched) {
        Recommendation recommendation = watched.recommendation;
        List<RecommendedItem> items = recommendation == null ? List.of() : recommendation.getItems();
        return new ServedUser(
                user,
                watched.description,
                events(watched),
                watched.events.stream()
                        .map(event -> new ServedUser.Done(event.getType(), event.getItem()))
                        .toList(),
                items.stream()
                        .map(item -> new ServedUser.Shown(
                                item.getItem(), item.getScore(), shop.click(user, item.getItem()), why(item)))
                        .toList());
    }

    private static String why(RecommendedItem item) {
        String reasons = item.getReasons().stream().map(WatchedUsers::words).collect(Collectors.joining(", "));
        return item.getBecause().map(near -> reasons + "; often near " + near).orElse(reasons);
    }

    private static String words(Reason reason) {
        return reason.name().toLowerCase(Locale.ROOT).replace('_', ' ');
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
        String reason = words(item.getReasons().get(0));
        return String.format(Locale.ROOT, "%s %.2f (%s)", item.getItem(), item.getScore(), reason);
    }
}
