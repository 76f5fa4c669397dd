package io.penstock.topology.demo;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How large micro-batches were.
 *
 * @param countByRows how many batches had so many rows
 */
public record Batches(SortedMap<Integer, Long> countByRows) {
    public Batches {
        countByRows = Collections.unmodifiableSortedMap(new TreeMap<>(countByRows));
    }

    /** The batches that these answers were computed in. */
    static Batches of(Collection<Answer> answers) {
        Map<Long, Integer> rowsByBatch =
                answers.stream().collect(Collectors.toMap(Answer::batch, Answer::batchRows, (rows, again) -> rows));
        return new Batches(rowsByBatch.values().stream()
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting())));
    }

    public long count() {
        return countByRows.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The mean number of rows; 0 if there was no batch. */
    public double meanRows() {
        long rows = countByRows.entrySet().stream()
                .mapToLong(size -> size.getKey() * size.getValue())
                .sum();
        return countByRows.isEmpty() ? 0 : (double) rows / count();
    }
}
