package io.penstock.topology.recommendation;

import io.penstock.schema.recommendation.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * The items there are, in a global store: the same on every instance, filled from a compacted topic before the first
 * event is read. Each item is there twice, by its id and by its category. Thread-safe as its store is: the global thread
 * writes, the StreamThreads read.
 */
final class Catalogue {
    static final String STORE = "catalogue";

    private static final String BY_ID = "i\0";
    private static final String BY_CATEGORY = "c\0";

    private final KeyValueStore<String, Item> store;

    Catalogue(KeyValueStore<String, Item> store) {
        this.store = store;
    }

    static StoreBuilder<KeyValueStore<String, Item>> builder() {
        return Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(STORE),
                        Serdes.String(),
                        StateSerde.of(Item.getEncoder(), Item.getDecoder()))
                .withCachingDisabled()
                .withLoggingDisabled();
    }

    Optional<Item> find(String id) {
        return Optional.ofNullable(store.get(BY_ID + id));
    }

    /** Every item of a category, by id. */
    List<Item> ofCategory(String category) {
        return starting(BY_CATEGORY + category + "\0", Integer.MAX_VALUE);
    }

    /** The first items by id, whatever they are. */
    List<Item> first(int limit) {
        return starting(BY_ID, limit);
    }

    private List<Item> starting(String prefix, int limit) {
        List<Item> found = new ArrayList<>();
        try (KeyValueIterator<String, Item> items = store.prefixScan(prefix, new StringSerializer())) {
            while (items.hasNext() && found.size() < limit) {
                found.add(items.next().value);
            }
        }
        return found;
    }

    /** Takes an item in, or its new form. */
    void put(Item item) {
        remove(item.getId());
        store.put(BY_ID + item.getId(), item);
        store.put(byCategory(item), item);
    }

    /** Removes an item, if it is there. */
    void remove(String id) {
        @Nullable Item removed = store.delete(BY_ID + id);
        if (removed != null) {
            store.delete(byCategory(removed));
        }
    }

    private static String byCategory(Item item) {
        return BY_CATEGORY + item.getCategory() + "\0" + item.getId();
    }
}
