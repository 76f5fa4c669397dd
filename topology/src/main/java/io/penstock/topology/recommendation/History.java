package io.penstock.topology.recommendation;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import io.penstock.schema.recommendation.Event;
import io.penstock.schema.recommendation.EventType;
import io.penstock.schema.recommendation.HistoryEntry;
import io.penstock.schema.recommendation.UserCounters;
import io.penstock.schema.recommendation.UserHistory;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is kept of a user: counters, the last events, and their ids. Immutable. */
record History(UserHistory kept) {
    /** How many events are kept. */
    static final int EVENTS = 20;
    /** How many ids of events are kept: a repeated event is known among so many. */
    static final int EVENT_IDS = 64;

    private static final UserCounters NOTHING_COUNTED = new UserCounters(0L, 0L, 0L, 0L);

    /** As it was kept; empty for a user nobody has seen. */
    static History of(@Nullable UserHistory kept) {
        return new History(kept == null ? new UserHistory(NOTHING_COUNTED, List.of(), List.of()) : kept);
    }

    /** Whether it has counted this event before. */
    boolean has(Event event) {
        return kept.getEventIds().contains(event.getId());
    }

    /** With one event more. */
    History with(Event event, String category) {
        HistoryEntry entry = new HistoryEntry(event.getItem(), category, event.getType());
        return new History(new UserHistory(
                counted(event.getType()),
                before(entry, kept.getRecent(), EVENTS),
                before(event.getId(), kept.getEventIds(), EVENT_IDS)));
    }

    private UserCounters counted(EventType type) {
        UserCounters counters = kept.getCounters();
        return new UserCounters(
                counters.getEvents() + 1,
                counters.getViews() + (type == EventType.VIEW ? 1 : 0),
                counters.getCarts() + (type == EventType.CART ? 1 : 0),
                counters.getPurchases() + (type == EventType.PURCHASE ? 1 : 0));
    }

    private static <T> List<T> before(T newest, List<T> older, int limit) {
        return Stream.concat(Stream.of(newest), older.stream()).limit(limit).toList();
    }

    UserCounters counters() {
        return kept.getCounters();
    }

    /** The last items, the newest first, each once. */
    List<String> recentItems(int limit) {
        return kept.getRecent().stream()
                .map(HistoryEntry::getItem)
                .distinct()
                .limit(limit)
                .toList();
    }

    /** The items among the last events that the user has bought. */
    Set<String> purchased() {
        return kept.getRecent().stream()
                .filter(entry -> entry.getType() == EventType.PURCHASE)
                .map(HistoryEntry::getItem)
                .collect(Collectors.toSet());
    }

    /** How many of the last events there are of each category. */
    Map<String, Long> categories() {
        return kept.getRecent().stream().collect(groupingBy(HistoryEntry::getCategory, counting()));
    }

    /** How many of the last events there are of each item. */
    Map<String, Long> items() {
        return kept.getRecent().stream().collect(groupingBy(HistoryEntry::getItem, counting()));
    }

    /** How many events are kept, at most {@link #EVENTS}. */
    int length() {
        return kept.getRecent().size();
    }
}
