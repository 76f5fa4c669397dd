package io.penstock.topology.replay;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Counts differences, none of them negative, in ranges that grow by two percent: in the memory of a few thousand numbers,
 * however many it counts. Belongs to one thread.
 */
final class SpreadCounter {
    private static final double GROWTH = 1.02;
    private static final double SMALLEST = 1e-15;
    private static final double LARGEST = 1e15;
    private static final List<Double> LIMITS = List.of(0.0, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1.0);

    private final NavigableMap<Integer, Long> ranges = new TreeMap<>();
    private final long[] bins = new long[LIMITS.size() + 1];
    private long count;
    private long zeros;
    private double max;

    void add(double difference) {
        count++;
        max = Math.max(max, difference);
        int bin = 0;
        while (bin < LIMITS.size() && difference > LIMITS.get(bin)) {
            bin++;
        }
        bins[bin]++;
        if (difference == 0) {
            zeros++;
        } else {
            ranges.merge(range(difference), 1L, Long::sum);
        }
    }

    private static int range(double difference) {
        if (difference > LARGEST) {
            return Integer.MAX_VALUE;
        }
        return (int) Math.ceil(Math.log(Math.max(SMALLEST, difference)) / Math.log(GROWTH));
    }

    /** What has been counted so far; all 0 if nothing has. */
    Spread spread() {
        return new Spread(quantile(0.5), quantile(0.9), quantile(0.99), max, histogram());
    }

    private double quantile(double fraction) {
        long left = Math.max(1, (long) Math.ceil(fraction * count)) - zeros;
        if (left <= 0) {
            return 0;
        }
        for (Map.Entry<Integer, Long> range : ranges.entrySet()) {
            left -= range.getValue();
            if (left <= 0) {
                return Math.min(max, middle(range.getKey()));
            }
        }
        return max;
    }

    private static double middle(int range) {
        return range == Integer.MAX_VALUE ? Double.POSITIVE_INFINITY : 2 * Math.pow(GROWTH, range) / (GROWTH + 1);
    }

    private List<Spread.Bin> histogram() {
        return IntStream.range(0, bins.length)
                .mapToObj(i -> new Spread.Bin(i < LIMITS.size() ? LIMITS.get(i) : Double.POSITIVE_INFINITY, bins[i]))
                .toList();
    }
}
