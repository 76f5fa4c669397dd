package io.penstock.topology.recommendation;

import io.penstock.schema.recommendation.ItemStatistics;
import io.penstock.schema.recommendation.Neighbour;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * What one partition's events tell of the items: how popular each is, and which come close to each other. All of it is in
 * memory, read from the task's state store when the task starts. An event changes one record of the store, that of its
 * item, which holds what came close before it; what came close behind it is in the records of those. Used on the task's
 * StreamThread only.
 */
final class ItemCounters {
    /** How many items before an event count as having come close to it. */
    static final int CLOSE = 5;

    private final KeyValueStore<String, ItemStatistics> store;
    private final Map<String, CountedItem> items = new HashMap<>();
    private final List<CountedItem> numbered = new ArrayList<>();
    private final PopularItems popular = new PopularItems();
    private final Together together = new Together();
    private long counted;

    ItemCounters(KeyValueStore<String, ItemStatistics> store) {
        this.store = store;
        try (KeyValueIterator<String, ItemStatistics> all = store.all()) {
            while (all.hasNext()) {
                load(all.next());
            }
        }
        popular.load(numbered);
    }

    private void load(KeyValue<String, ItemStatistics> kept) {
        CountedItem item = items.computeIfAbsent(kept.key, this::numbered);
        item.count(kept.value.getEvents());
        for (Neighbour neighbour : kept.value.getTogether()) {
            CountedItem other = items.computeIfAbsent(neighbour.getItem(), this::numbered);
            item.before.add(other, neighbour.getTimes());
            item.close.add(other, neighbour.getTimes());
            other.close.add(item, neighbour.getTimes());
        }
    }

    private CountedItem numbered(String id) {
        CountedItem item = new CountedItem(id, numbered.size());
        numbered.add(item);
        return item;
    }

    private CountedItem added(String id) {
        CountedItem item = numbered(id);
        popular.add(item);
        return item;
    }

    /** Counts an event of this item, that came after these. */
    void count(String id, List<String> before) {
        CountedItem item = items.computeIfAbsent(id, this::added);
        for (String each : before) {
            CountedItem other = items.computeIfAbsent(each, this::added);
            if (other != item) {
                item.before.add(other, 1);
                item.close.add(other, 1);
                other.close.add(item, 1);
            }
        }
        popular.count(item);
        counted++;
        store.put(id, new ItemStatistics(item.events(), item.before.kept()));
    }

    /** What came close to these items; until the next call. */
    Together together(List<String> recent) {
        together.reset(numbered.size());
        for (String id : recent) {
            @Nullable CountedItem item = items.get(id);
            if (item != null) {
                together.add(item);
            }
        }
        return together;
    }

    /** What is counted of this item; null if nothing is. */
    @Nullable
    CountedItem find(String id) {
        return items.get(id);
    }

    /** How many events this item has had. */
    long events(String id) {
        @Nullable CountedItem item = items.get(id);
        return item == null ? 0 : item.events();
    }

    /** This item's events, of those of the item with the most. */
    float popularity(@Nullable CountedItem item) {
        return item == null ? 0 : (float) item.events() / popular.most();
    }

    /** The items, the most popular first. */
    Iterable<CountedItem> popular() {
        return popular;
    }

    /** How many events have been counted since the task started. */
    long counted() {
        return counted;
    }
}
