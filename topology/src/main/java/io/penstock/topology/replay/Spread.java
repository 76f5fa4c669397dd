package io.penstock.topology.replay;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A distribution of differences.
 *
 * @param p50 the median
 * @param p90 the 90th percentile
 * @param p99 the 99th percentile
 * @param max the largest
 * @param histogram how many are in which range, the ranges growing by a factor of ten
 */
public record Spread(double p50, double p90, double p99, double max, List<Bin> histogram) {
    private static final List<Double> LIMITS = List.of(0.0, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1.0);

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

    /** The distribution of these, in any order; all 0 if there are none. */
    static Spread of(double[] differences) {
        double[] sorted = differences.clone();
        Arrays.sort(sorted);
        return new Spread(
                quantile(sorted, 0.5),
                quantile(sorted, 0.9),
                quantile(sorted, 0.99),
                quantile(sorted, 1),
                histogram(sorted));
    }

    private static double quantile(double[] sorted, double fraction) {
        return sorted.length == 0 ? 0 : sorted[Math.max(0, (int) Math.ceil(fraction * sorted.length) - 1)];
    }

    private static List<Bin> histogram(double[] differences) {
        long[] counts = new long[LIMITS.size() + 1];
        for (double each : differences) {
            int bin = 0;
            while (bin < LIMITS.size() && each > LIMITS.get(bin)) {
                bin++;
            }
            counts[bin]++;
        }
        return IntStream.range(0, counts.length)
                .mapToObj(i -> new Bin(i < LIMITS.size() ? LIMITS.get(i) : Double.POSITIVE_INFINITY, counts[i]))
                .toList();
    }
}
