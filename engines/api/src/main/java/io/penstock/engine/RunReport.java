package io.penstock.engine;

/**
 * What a run took.
 *
 * @param rows the rows asked for
 * @param computedRows the rows computed, padding included
 * @param computeNanos from the start of the run to its end, copies included, in nanoseconds
 */
public record RunReport(int rows, int computedRows, long computeNanos) {
    public RunReport {
        if (rows < 1 || computedRows < rows) {
            throw new IllegalArgumentException(
                    "a run computes at least its rows: rows=" + rows + ", computedRows=" + computedRows);
        }
    }
}
