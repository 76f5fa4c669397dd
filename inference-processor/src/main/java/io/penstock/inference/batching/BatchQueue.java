package io.penstock.inference.batching;

import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The batches of a model under one lock, and whether they still run. It starts nothing itself: what has closed is handed
 * to the caller, who starts it outside the lock. Thread-safe.
 */
final class BatchQueue {
    private static final Duration CLOSE_CHECK = Duration.ofMillis(10);

    private final String model;
    private final BatchTable batches;
    private final NanoClock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition opened = lock.newCondition();
    private final Condition freed = lock.newCondition();
    /** Closed over a claim and not yet taken to be started. Changed under the lock; empty for nearly every claim. */
    private volatile List<MicroBatch> closed = List.of();

    private final AtomicLong finishedBatches = new AtomicLong();

    private boolean timerIdle;
    private @Nullable PenstockException failure;
    private boolean closing;

    BatchQueue(String model, BatchTable batches, NanoClock clock) {
        this.model = model;
        this.batches = batches;
        this.clock = clock;
    }

    /**
     * Asks for rows; null if there is no room. Either way batches may have closed over it: see {@link #hasClosed}.
     *
     * @throws PenstockException the fatal failure that stopped the batcher
     * @throws IllegalStateException if it is closed
     */
    @Nullable
    MicroBatch claim(Ticket ticket) {
        lock.lock();
        try {
            throwIfStopped();
            long now = clock.nanoTime();
            ticket.arrived(now);
            MicroBatch batch = batches.claim(ticket, now);
            keepClosed(batches.takeClosed(), batch);
            if (timerIdle && batch != null && batch.isOpen()) {
                timerIdle = false;
                opened.signal();
            }
            return batch;
        } finally {
            lock.unlock();
        }
    }

    /** But the one in which the request has its rows: whoever publishes the last of them starts it. */
    private void keepClosed(List<MicroBatch> more, @Nullable MicroBatch claimed) {
        boolean others = more.size() > 1 || (more.size() == 1 && more.get(0) != claimed);
        if (others) {
            List<MicroBatch> all = new ArrayList<>(closed);
            all.addAll(more);
            closed = all;
        }
    }

    /** Whether batches have closed over a claim that nobody has taken yet. */
    boolean hasClosed() {
        return !closed.isEmpty();
    }

    /** The batches that have closed over a claim, to be started. */
    List<MicroBatch> takeClosed() {
        lock.lock();
        try {
            List<MicroBatch> taken = closed;
            closed = List.of();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    private void throwIfStopped() {
        if (failure != null) {
            throw new PenstockException(
                    FailureCategory.FATAL,
                    "the engine has failed: model=" + model + ": " + failure.getMessage(),
                    failure);
        }
        if (closing) {
            throw new IllegalStateException("the micro-batcher is closed: model=" + model);
        }
    }

    /** How many batches have finished: room comes with each. */
    long finishedBatches() {
        return finishedBatches.get();
    }

    /** Waits until more batches have finished than these or the batcher has failed, at most this long. */
    void awaitRoom(long seen, long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanos;
            while (failure == null && finishedBatches.get() == seen && left > 0) {
                left = freed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Closes the open batches. */
    List<MicroBatch> flush() {
        lock.lock();
        try {
            batches.flush();
            return batches.takeClosed();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for the next windows to pass and closes their batches; null once the batcher is closing. A batch that opens
     * wakes it only from a wait without a deadline: it is due no earlier than those that opened before it.
     */
    @Nullable
    List<MicroBatch> awaitDue() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!closing) {
                OptionalLong deadline = batches.nextDeadlineNanos();
                long now = clock.nanoTime();
                if (deadline.isEmpty()) {
                    timerIdle = true;
                    opened.await();
                    timerIdle = false;
                } else if (deadline.getAsLong() - now > 0) {
                    opened.awaitNanos(deadline.getAsLong() - now);
                } else {
                    batches.closeDue(now);
                    return batches.takeClosed();
                }
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    /** A batch has been computed. */
    List<MicroBatch> finished(MicroBatch batch) {
        lock.lock();
        try {
            batches.finished(batch);
            finishedBatches.incrementAndGet();
            freed.signalAll();
            return batches.takeClosed();
        } finally {
            lock.unlock();
        }
    }

    /** Nothing runs any more, and everything in flight fails; the first failure counts. */
    void fail(PenstockException fatal) {
        lock.lock();
        try {
            failure = failure == null ? fatal : failure;
            freed.signalAll();
            batches.fail(fatal);
        } finally {
            lock.unlock();
        }
    }

    @Nullable
    PenstockException failure() {
        lock.lock();
        try {
            return failure;
        } finally {
            lock.unlock();
        }
    }

    long inFlightRows() {
        lock.lock();
        try {
            return batches.inFlightRows();
        } finally {
            lock.unlock();
        }
    }

    long inFlightBytes() {
        lock.lock();
        try {
            return batches.inFlightBytes();
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more requests and closes the open batches; null if it was told before. */
    @Nullable
    List<MicroBatch> close() {
        lock.lock();
        try {
            if (closing) {
                return null;
            }
            closing = true;
            opened.signal();
            batches.flush();
            return batches.takeClosed();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until everything has finished, at most this long. After a failure nothing finishes any more, but threads may
     * still write into buffers that are to be freed.
     */
    void awaitEmpty(Duration longest) {
        long start = System.nanoTime();
        lock.lock();
        try {
            while ((failure == null ? !batches.isEmpty() : batches.isBeingWritten())
                    && System.nanoTime() - start < longest.toNanos()) {
                freed.awaitNanos(CLOSE_CHECK.toNanos());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
