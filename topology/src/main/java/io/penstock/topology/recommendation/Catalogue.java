package io.penstock.topology.recommendation;

import io.penstock.schema.recommendation.Item;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The items there are, decoded, by id and by category: the same on every instance, filled from a compacted topic before
 * the first event is read. It stands beside the global store that {@link CatalogueNode} fills at the same time, so that no
 * look-up decodes anything. Thread-safe: the global thread writes, the StreamThreads read.
 */
final class Catalogue {
    static final String STORE = "catalogue";

    private final RankerModel model;
    private final Map<String, CatalogueItem> byId = new ConcurrentHashMap<>();
    private final Map<String, Map<String, CatalogueItem>> byCategory = new ConcurrentHashMap<>();
    private final ConcurrentSkipListMap<String, CatalogueItem> sorted = new ConcurrentSkipListMap<>();
    private final AtomicLong changes = new AtomicLong();

    Catalogue(RankerModel model) {
        this.model = model;
    }

    static StoreBuilder<KeyValueStore<String, Item>> builder() {
        return Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(STORE),
                        Serdes.String(),
                        StateSerde.of(Item.getClassSchema(), Item.getEncoder(), Item.getDecoder()))
                .withCachingDisabled()
                .withLoggingDisabled();
    }

    boolean isEmpty() {
        return byId.isEmpty();
    }

    Optional<CatalogueItem> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Every item of a category, in no order; a view. */
    Collection<CatalogueItem> ofCategory(String category) {
        return Collections.unmodifiableCollection(
                byCategory.getOrDefault(category, Map.of()).values());
    }

    /** The first items by id, whatever they are. */
    List<CatalogueItem> first(int limit) {
        return sorted.values().stream().limit(limit).toList();
    }

    /** Grows whenever an item has come, changed or gone. */
    long changes() {
        return changes.get();
    }

    /** Takes an item in, or its new form. */
    void put(Item item) {
        CatalogueItem added = new CatalogueItem(
                item, model.items().number(item.getId()), model.categories().number(item.getCategory()));
        CatalogueItem before = byId.put(item.getId(), added);
        if (before != null && !before.category().equals(item.getCategory())) {
            leave(before);
        }
        byCategory
                .computeIfAbsent(item.getCategory(), category -> new ConcurrentHashMap<>())
                .put(item.getId(), added);
        sorted.put(item.getId(), added);
        changes.incrementAndGet();
    }

    /** Removes an item, if it is there. */
    void remove(String id) {
        CatalogueItem removed = byId.remove(id);
        if (removed != null) {
            leave(removed);
            sorted.remove(id);
            changes.incrementAndGet();
        }
    }

    private void leave(CatalogueItem item) {
        byCategory.getOrDefault(item.category(), Map.of()).remove(item.id());
    }
}
