package io.penstock.benchmarks.rivals;

import java.util.List;
import java.util.Locale;

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
 * @param cost what a request cost the subject at this rate
 * @param maxMillisBySecond the slowest of those due in each second, 0 if none was answered: when a subject stood still
 */
record Latency(
        double ratePerSecond,
        int requests,
        int unanswered,
        double p50Millis,
        double p99Millis,
        double p999Millis,
        double maxMillis,
        double latestSendMillis,
        Cost cost,
        List<Double> maxMillisBySecond) {
    /**
     * What a request cost, from just before the first one was sent until the last answer was read: with the ten seconds that
     * latency does not count.
     *
     * @param cpuMicros the CPU time of the subject's processes, in microseconds
     * @param meanBatch the mean rows of a batch; 1 for a subject without batches
     */
    record Cost(double cpuMicros, double meanBatch) {}

    Latency {
        maxMillisBySecond = List.copyOf(maxMillisBySecond);
    }

    /** Of what was recorded of so many requests. */
    static Latency of(double rate, int requests, LatencyRecorder recorded, double latestSendMillis, Cost cost) {
        return new Latency(
                rate,
                requests,
                Math.toIntExact(requests - recorded.answers()),
                recorded.percentileMillis(50),
                recorded.percentileMillis(99),
                recorded.percentileMillis(99.9),
                recorded.maxMillis(),
                latestSendMillis,
                cost,
                recorded.maxMillisBySecond());
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
