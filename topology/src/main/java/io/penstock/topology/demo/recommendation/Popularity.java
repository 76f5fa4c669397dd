package io.penstock.topology.demo.recommendation;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The items by their events, the most first, among equals by id. Belongs to one thread. */
final class Popularity {
    private record Counted(String item, long events) {}

    private final Map<String, Counted> counts = new HashMap<>();
    private final TreeSet<Counted> sorted =
            new TreeSet<>(Comparator.comparingLong(Counted::events).reversed().thenComparing(Counted::item));

    /** One more event of this item. */
    void count(String item) {
        Counted before = counts.getOrDefault(item, new Counted(item, 0));
        Counted after = new Counted(item, before.events() + 1);
        sorted.remove(before);
        sorted.add(after);
        counts.put(item, after);
    }

    /** The items with the most events but these. */
    List<String> most(int limit, Set<String> without) {
        return sorted.stream()
                .map(Counted::item)
                .filter(item -> !without.contains(item))
                .limit(limit)
                .toList();
    }
}
