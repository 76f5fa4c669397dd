package io.penstock.topology.recommendation;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The items of each category, those with the most events of a partition first; sorted anew when the catalogue has changed,
 * and every now and then. Belongs to one thread.
 */
final class CategoryOrder {
    private static final int SORTED_FOR_EVENTS = 64;

    private record Sorted(List<CatalogueItem> items, long counted, long changes) {}

    private final Catalogue catalogue;
    private final ItemCounters counters;
    private final Map<String, Sorted> categories = new HashMap<>();

    CategoryOrder(Catalogue catalogue, ItemCounters counters) {
        this.catalogue = catalogue;
        this.counters = counters;
    }

    /** The items of this category. Of one without any nothing is kept, since users' interests name what they like. */
    List<CatalogueItem> of(String category) {
        @Nullable
        Sorted found = categories.compute(category, (name, before) -> {
            Sorted now = before == null || isOld(before) ? sorted(name) : before;
            return now.items().isEmpty() ? null : now;
        });
        return found == null ? List.of() : found.items();
    }

    private boolean isOld(Sorted sorted) {
        return counters.counted() - sorted.counted() >= SORTED_FOR_EVENTS || catalogue.changes() != sorted.changes();
    }

    private Sorted sorted(String category) {
        long changes = catalogue.changes();
        List<CatalogueItem> items = catalogue.ofCategory(category).stream()
                .sorted(Comparator.<CatalogueItem>comparingLong(item -> -counters.events(item.id()))
                        .thenComparing(CatalogueItem::id))
                .toList();
        return new Sorted(items, counters.counted(), changes);
    }
}
