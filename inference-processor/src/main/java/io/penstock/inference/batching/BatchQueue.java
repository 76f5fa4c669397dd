package io.penstock.inference.batching;

import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The batches of a model under one lock, and whether they still run. It starts nothing itself: what has closed is handed
 * to the caller, who starts it outside the lock. Thread-safe.
 */
final class BatchQueue {
    private static final Duration CLOSE_CHECK = Duration.ofMillis(10);

    /**
     * What became of a request that asked for rows.
     *
     * @param batch where it has them; null if there is no room
     * @param closed the batches that have closed over it
     */
    record Claim(@Nullable MicroBatch batch, List<MicroBatch> closed) {}

    private final String model;
    private final BatchTable batches;
    private final NanoClock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition opened = lock.newCondition();
    private final Condition freed = lock.newCondition();
    private @Nullable PenstockException failure;
    private boolean closing;

    BatchQueue(String model, BatchTable batches, NanoClock clock) {
        this.model = model;
        this.batches = batches;
        this.clock = clock;
    }

    /**
     * Asks for rows.
     *
     * @throws PenstockException the fatal failure that stopped the batcher
     * @throws IllegalStateException if it is closed
     */
    Claim claim(Ticket ticket) {
        lock.lock();
        try {
            throwIfStopped();
            long now = clock.nanoTime();
            ticket.arrived(now);
            MicroBatch batch = batches.claim(ticket, now);
            if (batch != null && ticket.firstRow() == 0) {
                opened.signal();
            }
            return new Claim(batch, batches.takeClosed());
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

    /** Waits until a batch has finished or the batcher has failed, at most this long. */
    void awaitRoom(long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long seen = batches.finishedBatches();
            long left = nanos;
            while (failure == null && batches.finishedBatches() == seen && left > 0) {
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

    /** Waits for the next windows to pass and closes their batches; null once the batcher is closing. */
    @Nullable
    List<MicroBatch> awaitDue() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!closing) {
                OptionalLong deadline = batches.nextDeadlineNanos();
                long now = clock.nanoTime();
                if (deadline.isEmpty()) {
                    opened.await();
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
            freed.signalAll();
            return batches.takeClosed();
        } finally {
            lock.unlock();
        }
    }

    /** Nothing runs any more; the first failure counts. Returns the requests that were in flight. */
    List<Ticket> fail(PenstockException fatal) {
        lock.lock();
        try {
            failure = failure == null ? fatal : failure;
            freed.signalAll();
            return batches.tickets();
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
