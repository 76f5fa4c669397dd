package io.penstock.benchmarks.pipeline;

/**
 * How far a pipeline had come at a moment.
 *
 * @param committed the requests whose answers are committed
 * @param cpuNanos the CPU time of this process so far, broker and pipeline
 */
record Observation(long committed, long cpuNanos) {}
