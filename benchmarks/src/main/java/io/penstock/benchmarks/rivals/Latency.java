package io.penstock.benchmarks.rivals;

import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * How long answers took at a fixed rate: from when a request should have been sent, whether or not it could be, until its
 * answer was read with {@code read_committed}.
 *
 * @param ratePerSecond the requests a second
 * @param requests the requests that count
 * @param unanswered those of them whose answer never came
 * @param p50Millis the median
 * @param p99Millis 99 of 100 were not slower
 * @param p999Millis 999 of 1,000 were not slower
 * @param maxMillis the slowest
 * @param latestSendMillis how late the sender itself was at the worst
 */
record Latency(
        double ratePerSecond,
        int requests,
        int unanswered,
        double p50Millis,
        double p99Millis,
        double p999Millis,
        double maxMillis,
        double latestSendMillis) {
    private static final double NANOS = 1e6;

    /** Of a histogram of nanoseconds. */
    static Latency of(double rate, int requests, Histogram nanos, long latestSendNanos) {
        return new Latency(
                rate,
                requests,
                Math.toIntExact(requests - nanos.getTotalCount()),
                nanos.getValueAtPercentile(50) / NANOS,
                nanos.getValueAtPercentile(99) / NANOS,
                nanos.getValueAtPercentile(99.9) / NANOS,
                nanos.getMaxValue() / NANOS,
                latestSendNanos / NANOS);
    }

    /** What is wrong with it; nothing if all answers came. */
    List<String> problems() {
        return unanswered == 0
                ? List.of()
                : List.of(String.format(
                        Locale.ROOT,
                        "%,d of %,d requests at %,.0f/s have no answer in time",
                        unanswered,
                        requests,
                        ratePerSecond));
    }
}
