package io.penstock.topology.bench.load;

import org.jspecify.annotations.Nullable;

/**
 * What one step of a load came to.
 *
 * @param offeredPerSecond the arrival rate; null for a closed loop, which sends as answers come
 * @param perSecond the answers a second, dead letters among them
 * @param latency from when a request was due until its answer was readable; none in a closed loop, where it is the
 *     backlog's
 * @param meanBatch the mean rows of a micro-batch; 0 if none ran here
 * @param fill its share of {@code infer.maxBatch}
 * @param cpuMicros the CPU time of this process for an answer, in microseconds
 * @param deadLetters how many answers were dead letters
 * @param sustained whether the pipeline kept up with the arrival rate
 */
public record LoadPoint(
        @Nullable Double offeredPerSecond,
        double perSecond,
        LatencySummary latency,
        double meanBatch,
        double fill,
        double cpuMicros,
        long deadLetters,
        boolean sustained) {
    /** Whether it kept up with its rate, and to a p99 of so much. */
    public boolean keepsTo(double p99Millis) {
        Double most = latency.p99OrMaxMillis();
        return sustained && most != null && most <= p99Millis;
    }
}
