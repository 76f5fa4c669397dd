package io.penstock.topology.bench.load;

import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Latencies in milliseconds. A percentile that fewer than ten samples lie beyond is left out: it would be chance.
 *
 * @param samples how many there are
 * @param p50Millis half of them keep to it; null if there are fewer than 20
 * @param p99Millis 99 of 100 keep to it; null if there are fewer than 1,000
 * @param p999Millis 999 of 1,000 keep to it; null if there are fewer than 10,000
 * @param maxMillis the greatest; null if there is none
 */
public record LatencySummary(
        long samples,
        @Nullable Double p50Millis,
        @Nullable Double p99Millis,
        @Nullable Double p999Millis,
        @Nullable Double maxMillis) {
    private static final int BEYOND = 10;
    private static final double MICROS_PER_MILLI = 1e3;

    /** Of nothing. */
    public static final LatencySummary NONE = new LatencySummary(0, null, null, null, null);

    /** Of a histogram of microseconds. */
    static LatencySummary of(Histogram micros) {
        long samples = micros.getTotalCount();
        if (samples == 0) {
            return NONE;
        }
        return new LatencySummary(
                samples,
                percentile(micros, 50),
                percentile(micros, 99),
                percentile(micros, 99.9),
                micros.getMaxValue() / MICROS_PER_MILLI);
    }

    private static @Nullable Double percentile(Histogram micros, double percent) {
        double beyond = micros.getTotalCount() * (100 - percent) / 100;
        // rounded: 100 - 99.9 is no tenth exactly
        return Math.round(beyond * 1e3) < BEYOND * 1e3 ? null : micros.getValueAtPercentile(percent) / MICROS_PER_MILLI;
    }

    /** What p99 is at the most, as far as it is known: p99, or the greatest where there are too few; null if none is. */
    public @Nullable Double p99OrMaxMillis() {
        return p99Millis == null ? maxMillis : p99Millis;
    }
}
