package io.penstock.topology.pipeline;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * How large the micro-batches were, and how long they took.
 *
 * @param batchesByRows how many batches had so many rows; sizes that did not occur are left out
 * @param computeTime the engine's time for all of them, each session's counted: what computes half of the time in each of two
 *     sessions takes as long as it is watched
 */
public record BatchStatistics(Map<Integer, Long> batchesByRows, Duration computeTime) {
    public BatchStatistics {
        batchesByRows = Map.copyOf(new TreeMap<>(batchesByRows));
    }

    /** How many batches there were. */
    public long batches() {
        return batchesByRows.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The mean number of rows; 0 if there was no batch. */
    public double meanRows() {
        long rows = batchesByRows.entrySet().stream()
                .mapToLong(size -> size.getKey() * size.getValue())
                .sum();
        return batchesByRows.isEmpty() ? 0 : (double) rows / batches();
    }
}
