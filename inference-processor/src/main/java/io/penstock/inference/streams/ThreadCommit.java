package io.penstock.inference.streams;

import org.jspecify.annotations.Nullable;

/**
 * A StreamThread's commit, from the first of its tasks that has to wait for records in flight until Kafka Streams has
 * committed. Used on that thread only.
 */
final class ThreadCommit {
    /** Drains that end with the same batch are much closer to each other than this part of a drain. */
    private static final int TOLERANCE = 4;

    private @Nullable CommitTurns turns;
    private long intervalNanos;
    private int ahead;
    private long startNanos;
    private long drainedNanos;
    private boolean pressed;

    /** A record has had to wait for room: it is the engine that the thread waits for. */
    void press() {
        pressed = true;
    }

    /** Whether a record has had to wait for room since the last commit. */
    boolean isPressed() {
        return pressed;
    }

    /**
     * A task begins to wait for its records in flight.
     *
     * @param stage where the thread meets others
     * @param nanos the time, by {@link System#nanoTime}
     * @return whether it is the first one in this commit
     */
    boolean begin(CommitTurns stage, long commitIntervalNanos, long nanos) {
        if (turns != null) {
            return false;
        }
        turns = stage;
        intervalNanos = commitIntervalNanos;
        ahead = stage.begin();
        startNanos = nanos;
        return true;
    }

    /** A task that has waited has forwarded all of its records. */
    void drained(long nanos) {
        if (turns != null) {
            drainedNanos = nanos;
            turns.drained(this, nanos);
        }
    }

    /**
     * Kafka Streams has committed.
     *
     * @return how long the thread should stay before it counts the interval to its next commit, so as not to meet the
     *     others again; 0 unless the engine was what it waited for
     */
    long committed() {
        CommitTurns stage = turns;
        long stay = stage != null && pressed && ahead > 0 ? stay(stage) : 0;
        pressed = false;
        abandon();
        return stay;
    }

    private long stay(CommitTurns stage) {
        long drain = drainedNanos - startNanos;
        return stage.drainedWithAnother(this, drainedNanos, drain / TOLERANCE)
                ? CommitTurns.stayNanos(ahead, stage.threads(drainedNanos, intervalNanos + drain), drain, intervalNanos)
                : 0;
    }

    /** Kafka Streams has not committed, and will not any more; does nothing if it has. */
    void abandon() {
        if (turns != null) {
            turns.end();
            turns = null;
        }
    }
}
