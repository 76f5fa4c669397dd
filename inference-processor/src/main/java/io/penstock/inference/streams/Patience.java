package io.penstock.inference.streams;

import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import java.time.Duration;

/** How long a StreamThread waits for the engine before it gives up. */
final class Patience {
    private final long startNanos;
    private final Duration longest;
    private final String what;

    /**
     * Counts from a time.
     *
     * @param startNanos when the waiting began, by {@link System#nanoTime}
     */
    Patience(long startNanos, Duration longest, String what) {
        this.startNanos = startNanos;
        this.longest = longest;
        this.what = what;
    }

    /** Whether half of it has run out: what is of low priority has to go first now, or the thread dies of it. */
    boolean isHalfGone() {
        return System.nanoTime() - startNanos > longest.toNanos() / 2;
    }

    /** Waits for a moment. */
    interface Pause {
        void run() throws InterruptedException;
    }

    /**
     * Waits once more, while there is patience left.
     *
     * @throws PenstockException TRANSIENT, once it has run out or the thread is interrupted: the thread dies and its
     *     records are read again
     */
    void pause(Pause pause) {
        check();
        try {
            pause.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new PenstockException(FailureCategory.TRANSIENT, "interrupted while waiting for the engine");
        }
    }

    private void check() {
        if (System.nanoTime() - startNanos > longest.toNanos()) {
            throw new PenstockException(
                    FailureCategory.TRANSIENT,
                    what + " for " + longest.toMillis()
                            + " ms, the engine is too slow or stuck: lower infer.maxBatch, or raise infer.drainTimeout");
        }
    }
}
