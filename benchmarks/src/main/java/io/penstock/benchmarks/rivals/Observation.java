package io.penstock.benchmarks.rivals;

/**
 * What a subject had used at a moment.
 *
 * @param epochMillis the moment, by the clock that the broker stamps answers with
 * @param cpuNanos the CPU time of all its processes
 * @param allocatedBytes what they had allocated on their heaps
 */
record Observation(long epochMillis, long cpuNanos, long allocatedBytes) {}
