package io.penstock.benchmarks.rivals;

import java.util.Arrays;
import java.util.List;
import org.HdrHistogram.Histogram;

/** Collects how long answers took, all together and the slowest of each second. Belongs to one thread. */
final class LatencyRecorder {
    private static final int DIGITS = 3;
    static final double NANOS_A_MILLI = 1e6;

    private final Histogram nanos = new Histogram(DIGITS);
    private final long[] maxNanosBySecond;

    /** For requests that are due within so many seconds. */
    LatencyRecorder(double seconds) {
        nanos.setAutoResize(true);
        maxNanosBySecond = new long[(int) Math.max(1, Math.ceil(seconds))];
    }

    /** Notes an answer to a request that was due so many seconds after the first one that counts. */
    void answered(double dueSeconds, long latencyNanos) {
        nanos.recordValue(latencyNanos);
        int second = Math.min((int) dueSeconds, maxNanosBySecond.length - 1);
        maxNanosBySecond[second] = Math.max(maxNanosBySecond[second], latencyNanos);
    }

    long answers() {
        return nanos.getTotalCount();
    }

    double percentileMillis(double percentile) {
        return nanos.getValueAtPercentile(percentile) / NANOS_A_MILLI;
    }

    double maxMillis() {
        return Arrays.stream(maxNanosBySecond).max().orElse(0) / NANOS_A_MILLI;
    }

    List<Double> maxMillisBySecond() {
        return Arrays.stream(maxNanosBySecond)
                .mapToObj(most -> most / NANOS_A_MILLI)
                .toList();
    }
}
