package io.penstock.topology.recommendation;

import io.penstock.schema.recommendation.ItemStatistics;
import io.penstock.schema.recommendation.Neighbour;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How often items came close to a user's recent items. Belongs to one thread. */
final class Together {
    private static final class Count {
        private long times;
        private long most;
        private String because = "";
    }

    private final Map<String, Count> counts = new HashMap<>();
    private long events;

    /** Counts what came close to one of the recent items. */
    void add(String recent, ItemStatistics statistics) {
        events += statistics.getEvents();
        for (Neighbour neighbour : statistics.getTogether()) {
            Count count = counts.computeIfAbsent(neighbour.getItem(), item -> new Count());
            count.times += neighbour.getTimes();
            if (neighbour.getTimes() > count.most) {
                count.most = neighbour.getTimes();
                count.because = recent;
            }
        }
    }

    /** The items that did so the most often, the first of them first. */
    List<String> most(int limit) {
        return counts.entrySet().stream()
                .sorted(Comparator.<Map.Entry<String, Count>>comparingLong(each -> -each.getValue().times)
                        .thenComparing(Map.Entry::getKey))
                .limit(limit)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** How often this item did, of the events of the recent items. */
    float share(String item) {
        @Nullable Count count = counts.get(item);
        return count == null ? 0 : (float) count.times / Math.max(1, events);
    }

    /** The recent item that it did so with the most. */
    Optional<String> because(String item) {
        return Optional.ofNullable(counts.get(item)).map(count -> count.because);
    }
}
