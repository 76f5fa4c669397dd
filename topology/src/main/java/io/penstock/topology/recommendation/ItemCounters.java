package io.penstock.topology.recommendation;

import io.penstock.schema.recommendation.ItemStatistics;
import io.penstock.schema.recommendation.Neighbour;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * What one partition's events tell of the items: how popular each is, and which come close to each other. The counts are
 * in the task's state store; how popular the items are is also kept in memory, and read from the store when the task
 * starts. Used on the task's StreamThread only.
 */
final class ItemCounters {
    /** How many items before an event count as having come close to it. */
    static final int CLOSE = 5;
    /** How many neighbours of an item are kept; past that the rarest makes room. */
    static final int NEIGHBOURS = 100;

    private static final int SORTED_FOR_EVENTS = 64;

    private final KeyValueStore<String, ItemStatistics> store;
    private final Map<String, Long> events = new HashMap<>();
    private long most = 1;
    private List<String> popular = List.of();
    private int sinceSorted = SORTED_FOR_EVENTS;

    ItemCounters(KeyValueStore<String, ItemStatistics> store) {
        this.store = store;
        try (KeyValueIterator<String, ItemStatistics> all = store.all()) {
            while (all.hasNext()) {
                KeyValue<String, ItemStatistics> each = all.next();
                remember(each.key, each.value.getEvents());
            }
        }
    }

    private void remember(String item, long count) {
        events.put(item, count);
        most = Math.max(most, count);
    }

    /** Counts an event of this item, that came after these. */
    void count(String item, List<String> before) {
        List<String> close = before.stream().filter(each -> !each.equals(item)).toList();
        ItemStatistics counted = statistics(item);
        List<Neighbour> together = new ArrayList<>(counted.getTogether());
        for (String other : close) {
            increment(together, other);
            ItemStatistics others = statistics(other);
            List<Neighbour> back = new ArrayList<>(others.getTogether());
            increment(back, item);
            store.put(other, new ItemStatistics(others.getEvents(), back));
        }
        store.put(item, new ItemStatistics(counted.getEvents() + 1, together));
        remember(item, counted.getEvents() + 1);
        sinceSorted++;
    }

    private static void increment(List<Neighbour> neighbours, String item) {
        for (int at = 0; at < neighbours.size(); at++) {
            Neighbour each = neighbours.get(at);
            if (each.getItem().equals(item)) {
                neighbours.set(at, new Neighbour(item, each.getTimes() + 1));
                return;
            }
        }
        if (neighbours.size() >= NEIGHBOURS) {
            neighbours.remove(neighbours.stream()
                    .min(Comparator.comparingLong(Neighbour::getTimes))
                    .orElseThrow());
        }
        neighbours.add(new Neighbour(item, 1L));
    }

    private ItemStatistics statistics(String item) {
        @Nullable ItemStatistics kept = store.get(item);
        return kept == null ? new ItemStatistics(0L, List.of()) : kept;
    }

    /** What came close to these items. */
    Together together(List<String> recent) {
        Together together = new Together();
        recent.forEach(item -> together.add(item, statistics(item)));
        return together;
    }

    /** How many events this item has had. */
    long events(String item) {
        return events.getOrDefault(item, 0L);
    }

    /** This item's events, of those of the item with the most. */
    float popularity(String item) {
        return (float) events(item) / most;
    }

    /** The items, the most popular first; sorted anew every now and then. */
    List<String> popular() {
        if (sinceSorted >= SORTED_FOR_EVENTS) {
            popular = events.entrySet().stream()
                    .sorted(Map.Entry.<String, Long>comparingByValue()
                            .reversed()
                            .thenComparing(Map.Entry.comparingByKey()))
                    .map(Map.Entry::getKey)
                    .toList();
            sinceSorted = 0;
        }
        return popular;
    }
}
