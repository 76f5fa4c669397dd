package io.penstock.topology.demo;

/**
 * A run of requests, numbered on from the phase before.
 *
 * @param name what it is, in a word or two
 * @param first the number of its first request
 * @param count how many requests
 * @param perSecond how many of them a second; infinite for as fast as they go
 */
record Phase(String name, int first, int count, double perSecond) {
    /** As fast as requests go. */
    static final double FULL_SPEED = Double.POSITIVE_INFINITY;

    /** The number after its last request. */
    int end() {
        return first + count;
    }

    /** When a request is due, in nanoseconds after the first. */
    long dueNanos(int request) {
        return (long) ((request - first) * (1e9 / perSecond));
    }
}
