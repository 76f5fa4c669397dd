package io.penstock.topology.pipeline;

import java.util.Map;
import java.util.TreeMap;

/**
 * How large the micro-batches were.
 *
 * @param batchesByRows how many batches had so many rows; sizes that did not occur are left out
 */
public record BatchStatistics(Map<Integer, Long> batchesByRows) {
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
