package io.penstock.inference.policy;

/**
 * The bounds a micro-batch and everything in flight keep.
 *
 * @param maxRows the most rows of a batch
 * @param windowNanos how long after its oldest row a batch closes at the latest, in nanoseconds
 * @param eager whether a batch closes as soon as a session has nothing to compute, instead of waiting for its window
 * @param engines how many engines compute, one for each device
 * @param sessions how many sessions each bucket has, over all engines; one of them fills while the others compute
 * @param maxInFlightRows the most rows claimed and not yet computed, over all buckets
 * @param maxInFlightBytes the most bytes their sources hold; a single request above it passes when it is alone
 */
public record BatchLimits(
        int maxRows,
        long windowNanos,
        boolean eager,
        int engines,
        int sessions,
        long maxInFlightRows,
        long maxInFlightBytes) {
    public BatchLimits {
        require(maxRows >= 1, "maxRows must be at least 1, is ", maxRows);
        require(windowNanos >= 0, "windowNanos must not be negative, is ", windowNanos);
        require(engines >= 1, "engines must be at least 1, is ", engines);
        require(sessions >= engines, "sessions must be at least engines=" + engines + ", is ", sessions);
        require(
                maxInFlightRows >= maxRows,
                "maxInFlightRows must be at least maxRows=" + maxRows + ", is ",
                maxInFlightRows);
        require(maxInFlightBytes >= 1, "maxInFlightBytes must be at least 1, is ", maxInFlightBytes);
    }

    /** The bounds over one engine. */
    public BatchLimits(
            int maxRows, long windowNanos, boolean eager, int sessions, long maxInFlightRows, long maxInFlightBytes) {
        this(maxRows, windowNanos, eager, 1, sessions, maxInFlightRows, maxInFlightBytes);
    }

    private static void require(boolean holds, String message, long value) {
        if (!holds) {
            throw new IllegalArgumentException(message + value);
        }
    }

    /** How many sessions of a bucket may compute before an eager batch prefers to fill up: no engine stands idle. */
    int computingSessions() {
        return Math.max(engines, sessions - 1);
    }
}
