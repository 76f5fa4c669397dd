package io.penstock.inference.streams;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keeps the commits of a stage's StreamThreads apart.
 *
 * <p>A thread that drains feeds nothing. Threads that have started together drain together, wait for the same batches and so
 * end at the same moment; as Kafka Streams counts the interval from there, they would meet at each commit for ever, and the
 * engine would stand idle each time. So a thread that meets another one stays in its commit for twice as long as its drain
 * has taken: from then on its commits are later by that, and the others feed the engine meanwhile.
 *
 * <p>Thread-safe.
 */
final class CommitTurns {
    /** Of batches that take longer several commits may have to be delayed until the threads are apart. */
    private static final long MOST_NANOS = Duration.ofMillis(200).toNanos();

    private final AtomicInteger draining = new AtomicInteger();

    /** A thread begins to drain; returns whether it has met another one. */
    boolean begin() {
        return draining.getAndIncrement() > 0;
    }

    void end() {
        draining.decrementAndGet();
    }

    /** How long a thread that has met another one stays, after a drain that has taken so long. */
    static long stayNanos(long drainNanos) {
        return Math.min(2 * drainNanos, MOST_NANOS);
    }
}
