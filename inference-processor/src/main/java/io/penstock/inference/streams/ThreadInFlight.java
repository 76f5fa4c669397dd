package io.penstock.inference.streams;

import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import org.jspecify.annotations.Nullable;

/**
 * What the tasks of one StreamThread have in flight together. Each thread has its own and only it touches it.
 *
 * <p>When one task has failed, the thread dies, and Streams closes its other tasks without a commit: they need not wait
 * for the engine any more.
 */
final class ThreadInFlight {
    private static final ThreadLocal<ThreadInFlight> OF_THREAD = ThreadLocal.withInitial(ThreadInFlight::new);

    private int records;
    private @Nullable RuntimeException failure;

    private ThreadInFlight() {}

    static ThreadInFlight ofThisThread() {
        return OF_THREAD.get();
    }

    void add(int more) {
        records += more;
    }

    boolean isEmpty() {
        return records == 0;
    }

    /** A task of this thread has failed. */
    void fail(RuntimeException cause) {
        failure = cause;
    }

    /** A task starts: the thread lives on. */
    void clearFailure() {
        failure = null;
    }

    /** @throws PenstockException if a task of this thread has failed */
    void throwIfFailed() {
        if (failure != null) {
            throw new PenstockException(
                    FailureCategory.TRANSIENT,
                    "another task of this thread has failed: " + failure.getMessage(),
                    failure);
        }
    }
}
