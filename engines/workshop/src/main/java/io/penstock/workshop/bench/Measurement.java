package io.penstock.workshop.bench;

/**
 * A point measured once.
 *
 * @param runs the runs measured, over all sessions
 * @param rowsPerSecond the rows of all measured runs over the time they took
 * @param p50Millis the median time of a run
 * @param p90Millis the time that 90 of 100 runs keep to
 * @param p99Millis the time that 99 of 100 runs keep to
 */
record Measurement(long runs, double rowsPerSecond, double p50Millis, double p90Millis, double p99Millis) {}
