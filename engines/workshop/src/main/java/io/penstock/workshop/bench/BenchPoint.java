package io.penstock.workshop.bench;

/**
 * What one point came to: a closed loop, each session starting its next run as soon as the last has ended.
 *
 * @param setting the point
 * @param runs the runs measured, over all sessions
 * @param rowsPerSecond the rows of all measured runs over the time they took
 * @param p50Millis the median time of a run, from its start to its completion, copies included
 * @param p90Millis the time that 90 of 100 runs keep to
 * @param p99Millis the time that 99 of 100 runs keep to
 */
public record BenchPoint(
        BenchSetting setting, long runs, double rowsPerSecond, double p50Millis, double p90Millis, double p99Millis) {}
