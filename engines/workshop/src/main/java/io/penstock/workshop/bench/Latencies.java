package io.penstock.workshop.bench;

import java.util.Arrays;

/** Times of runs in nanoseconds. Belongs to one thread; allocates only when it grows. */
final class Latencies {
    private static final int INITIAL = 1 << 16;
    private static final double NANOS_PER_MILLI = 1e6;

    private long[] nanos = new long[INITIAL];
    private int size;

    void add(long runNanos) {
        if (size == nanos.length) {
            nanos = Arrays.copyOf(nanos, size * 2);
        }
        nanos[size++] = runNanos;
    }

    int size() {
        return size;
    }

    void addAll(Latencies others) {
        for (int i = 0; i < others.size; i++) {
            add(others.nanos[i]);
        }
    }

    /**
     * The times that each of these shares of the runs keep to, by the nearest rank.
     *
     * @throws IllegalStateException if there are no runs
     */
    double[] percentilesMillis(double... shares) {
        if (size == 0) {
            throw new IllegalStateException("no run was measured");
        }
        long[] sorted = Arrays.copyOf(nanos, size);
        Arrays.sort(sorted);
        return Arrays.stream(shares)
                .map(share -> sorted[Math.max(0, (int) Math.ceil(share * size) - 1)] / NANOS_PER_MILLI)
                .toArray();
    }
}
