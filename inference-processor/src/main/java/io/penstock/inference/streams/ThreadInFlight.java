package io.penstock.inference.streams;

import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the tasks of one StreamThread have in flight together. Each thread has its own and only it touches it.
 *
 * <p>When one task has failed, the thread dies, and Streams closes its other tasks without a commit: they need not wait
 * for the engine any more.
 */
final class ThreadInFlight {
    private static final Logger LOG = LoggerFactory.getLogger(ThreadInFlight.class);
    private static final ThreadLocal<ThreadInFlight> OF_THREAD = ThreadLocal.withInitial(ThreadInFlight::new);

    private final List<InferTask<?>> tasks = new ArrayList<>();
    private final ThreadCommit commit = new ThreadCommit();
    private final PollWakeup wakeup = new PollWakeup();
    private int records;
    /** Whether {@link #beforePoll()} is called at all. */
    private boolean polled;

    private boolean polling;

    private boolean warned;
    private @Nullable RuntimeException failure;

    private ThreadInFlight() {}

    static ThreadInFlight ofThisThread() {
        return OF_THREAD.get();
    }

    /** A task starts: the thread lives on. */
    void attach(InferTask<?> task) {
        failure = null;
        tasks.add(task);
        if (!polled && !warned) {
            warned = true;
            LOG.warn("KafkaStreams does not have InferClientSupplier as its clients: a result waits for the next"
                    + " record of its partition, or for the next commit");
        }
    }

    void detach(InferTask<?> task) {
        tasks.remove(task);
        commit.abandon();
    }

    void add(int more) {
        records += more;
        if (more > 0) {
            commit.abandon(); // long over, but with clients that do not tell
        }
    }

    /** What the records in flight wake. */
    PollWakeup wakeup() {
        return wakeup;
    }

    /** The commit that is under way. */
    ThreadCommit commit() {
        return commit;
    }

    /**
     * Kafka Streams has committed what the thread had in flight. A thread that has met others in its commit stays for a while:
     * the interval counts from when this returns. Not within a poll, where it commits before partitions are revoked.
     */
    void committed() {
        long stay = commit.committed();
        long end = System.nanoTime() + stay;
        for (long left = polling ? 0 : stay;
                left > 0 && !Thread.currentThread().isInterrupted();
                left = end - System.nanoTime()) {
            LockSupport.parkNanos(this, left);
        }
    }

    /**
     * The thread is about to poll: its tasks forward what is done.
     *
     * @return whether something is in flight still
     * @throws RuntimeException what a task fails with: the thread dies of it
     */
    boolean beforePoll() {
        polled = true;
        polling = true;
        commit.abandon();
        if (records > 0) {
            wakeup.look();
            forwardDone();
        }
        return records > 0;
    }

    void afterPoll() {
        polling = false;
    }

    /**
     * All tasks forward what is done: one that waits does it for its neighbours too.
     *
     * @throws RuntimeException what a task fails with: the thread dies of it
     */
    void forwardDone() {
        if (records > 0) {
            for (InferTask<?> task : tasks) {
                task.look();
            }
        }
    }

    /** A task of this thread has failed. */
    void fail(RuntimeException cause) {
        failure = cause;
        commit.abandon();
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
