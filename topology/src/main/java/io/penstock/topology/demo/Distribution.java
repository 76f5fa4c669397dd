package io.penstock.topology.demo;

import java.util.Arrays;
import java.util.stream.LongStream;

/** Durations in microseconds, and what can be said of them together. Immutable. */
public final class Distribution {
    private final long[] sortedMicros;

    private Distribution(long[] sortedMicros) {
        this.sortedMicros = sortedMicros;
    }

    /** Of these, in any order. */
    public static Distribution ofMicros(LongStream micros) {
        return new Distribution(micros.sorted().toArray());
    }

    public int count() {
        return sortedMicros.length;
    }

    /**
     * The smallest of them that at least {@code percent} of 100 do not exceed, in milliseconds; 0 if there are none.
     */
    public double percentileMillis(double percent) {
        if (sortedMicros.length == 0) {
            return 0;
        }
        int rank = (int) Math.ceil(percent / 100 * sortedMicros.length);
        return sortedMicros[Math.max(0, rank - 1)] / 1e3;
    }

    /** How many of them lie in each of {@code bins} equal parts of 0 to {@code maxMillis}; the last has all above too. */
    public int[] histogram(int bins, double maxMillis) {
        int[] counts = new int[bins];
        Arrays.stream(sortedMicros)
                .mapToInt(micros -> (int) Math.min(bins - 1, micros / 1e3 / maxMillis * bins))
                .forEach(bin -> counts[bin]++);
        return counts;
    }
}
