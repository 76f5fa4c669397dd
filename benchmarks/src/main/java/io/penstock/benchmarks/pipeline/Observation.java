package io.penstock.benchmarks.pipeline;

/**
 * How far a pipeline had come at a moment.
 *
 * @param committed the requests whose answers are committed
 * @param nanos the moment, by {@link System#nanoTime}
 * @param cpuNanos the CPU time of this process so far, broker and pipeline
 * @param computeNanos the time of all runs of the engine so far, each session's counted
 */
record Observation(long committed, long nanos, long cpuNanos, long computeNanos) {
    double cpuMicrosPerAnswerSince(Observation before) {
        return (cpuNanos - before.cpuNanos) / 1e3 / Math.max(1, committed - before.committed);
    }

    double sessionsComputingSince(Observation before) {
        return (double) (computeNanos - before.computeNanos) / Math.max(1, nanos - before.nanos);
    }
}
