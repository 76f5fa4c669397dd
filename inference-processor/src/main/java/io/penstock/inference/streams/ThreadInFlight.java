package io.penstock.inference.streams;

import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the tasks of one StreamThread have in flight together. Each thread has its own and only it touches it.
 *
 * <p>When one task has failed, the thread dies, and Streams closes its other tasks without a commit: they need not wait
 * for the engine any more.
 */
final class ThreadInFlight {
    private static final ThreadLocal<ThreadInFlight> OF_THREAD = ThreadLocal.withInitial(ThreadInFlight::new);

    private final List<InferTask<?>> tasks = new ArrayList<>();
    private int records;
    private boolean polled;
    private @Nullable RuntimeException failure;

    private ThreadInFlight() {}

    static ThreadInFlight ofThisThread() {
        return OF_THREAD.get();
    }

    /** A task starts: the thread lives on. */
    void attach(InferTask<?> task) {
        failure = null;
        tasks.add(task);
    }

    void detach(InferTask<?> task) {
        tasks.remove(task);
    }

    void add(int more) {
        records += more;
    }

    /**
     * The thread is about to poll: its tasks forward what is done.
     *
     * @return whether something is in flight still
     * @throws RuntimeException what a task fails with: the thread dies of it
     */
    boolean beforePoll() {
        polled = true;
        if (records > 0) {
            for (InferTask<?> task : tasks) {
                task.look();
            }
        }
        return records > 0;
    }

    /** Whether {@link #beforePoll()} is called at all. */
    boolean isPolled() {
        return polled;
    }

    /** A task of this thread has failed. */
    void fail(RuntimeException cause) {
        failure = cause;
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
