package io.penstock.inference.streams;

import java.time.Duration;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * Which StreamThreads of a stage wait in a commit for their records in flight, and when they had forwarded them.
 *
 * <p>A thread that drains feeds nothing. Threads that have started together drain together, wait for the same batches and so
 * end at the same moment; as Kafka Streams counts the interval from there, they would meet at each commit for ever, and the
 * engine would stand idle each time. {@link #stayNanos} says how long each of them has to stay behind to come apart.
 *
 * <p>Thread-safe.
 */
final class CommitTurns {
    /** A thread that stays reads nothing; with very long drains several commits are delayed until threads are apart. */
    private static final long MOST_NANOS = Duration.ofSeconds(1).toNanos();

    private final Map<ThreadCommit, Long> drainedNanos = new WeakHashMap<>();
    private int underWay;

    /** A thread begins to wait for its records; returns how many others are in their commits. */
    synchronized int begin() {
        return underWay++;
    }

    /** All that a thread had in flight has been forwarded. */
    synchronized void drained(ThreadCommit commit, long nanos) {
        drainedNanos.put(commit, nanos);
    }

    /** Whether the last drain of another thread ended at about the same time, which is with the same batch. */
    synchronized boolean drainedWithAnother(ThreadCommit commit, long nanos, long toleranceNanos) {
        return drainedNanos.entrySet().stream()
                .anyMatch(other -> other.getKey() != commit && Math.abs(other.getValue() - nanos) <= toleranceNanos);
    }

    /** A thread has committed, or has failed to. */
    synchronized void end() {
        underWay--;
    }

    /** How many threads have drained within two cycles before a time: those that the turns are shared by. */
    synchronized int threads(long nanos, long cycleNanos) {
        return (int) drainedNanos.values().stream()
                .filter(at -> nanos - at <= 2 * cycleNanos)
                .count();
    }

    /**
     * How long a thread stays behind that has met others: for each of them twice the drain, or where there is no room for that
     * its share of the time from one commit to the next. The first one does not stay. Where a drain takes longer than the
     * interval there is nothing to gain.
     *
     * @param ahead how many were in their commits when it began
     * @param threads how many there are
     * @param drainNanos how long it has waited for its records in flight
     * @param intervalNanos from the end of a commit to the beginning of the next, at most a day
     */
    static long stayNanos(int ahead, int threads, long drainNanos, long intervalNanos) {
        if (drainNanos >= intervalNanos) {
            return 0;
        }
        long share = (intervalNanos + drainNanos) / Math.max(threads, ahead + 1);
        return Math.min(ahead * Math.min(2 * drainNanos, share), MOST_NANOS);
    }
}
