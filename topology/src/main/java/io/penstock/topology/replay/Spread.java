package io.penstock.topology.replay;

import java.util.List;

/**
 * A distribution of differences. Quantiles are right to one percent, the largest exactly.
 *
 * @param p50 the median
 * @param p90 the 90th percentile
 * @param p99 the 99th percentile
 * @param max the largest
 * @param histogram how many are in which range, the ranges growing by a factor of ten
 */
public record Spread(double p50, double p90, double p99, double max, List<Bin> histogram) {
    public Spread {
        histogram = List.copyOf(histogram);
    }

    /**
     * A range of differences.
     *
     * @param upTo the largest in it; infinite for the last
     * @param count how many are in it and in none before
     */
    public record Bin(double upTo, long count) {}
}
