package io.penstock.inference.batching;

import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import io.penstock.RecordException;
import io.penstock.RecordFailure;
import io.penstock.engine.Signature;
import io.penstock.inference.policy.BatchLimits;
import io.penstock.inference.policy.BatchingPolicy;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The one queue of a model in this JVM: requests of all partitions, tasks and threads share its micro-batches.
 * Thread-safe.
 *
 * <p>A request claims rows of the open batch of its bucket under a short lock, writes them into the session's buffers
 * outside it, and publishes them. A batch closes as {@link BatchingPolicy} says, and its run starts once every claimed
 * row is published. The outputs are copied out once when the run completes, so that its session is free at once.
 *
 * <p>It owns its sessions, not the engines they came from: close it before them.
 */
public final class MicroBatcher implements AutoCloseable {
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration CLOSE_CHECK = Duration.ofMillis(10);

    private final String model;
    private final Signature signature;
    private final BatchLimits limits;
    private final NanoClock clock;
    private final BatchListener listener;
    private final SessionPool sessions;
    private final BatchTable batches;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition opened = lock.newCondition();
    private final Condition freed = lock.newCondition();
    private final Thread timer;
    private final RunStarter starter = new RunStarter();
    private final BatchRun.Owner runs = new BatchRun.Owner() {
        @Override
        public void finished(MicroBatch batch) {
            finish(batch);
        }

        @Override
        public void failed(PenstockException fatal) {
            stop(fatal);
        }
    };
    private @Nullable PenstockException failure;
    private boolean closing;

    private MicroBatcher(
            String model,
            Signature signature,
            BatchLimits limits,
            SessionPool sessions,
            NanoClock clock,
            BatchListener listener) {
        this.model = model;
        this.signature = signature;
        this.limits = limits;
        this.sessions = sessions;
        this.clock = clock;
        this.listener = listener;
        this.batches = new BatchTable(limits, sessions, listener);
        this.timer = new Thread(this::closeWindows, "penstock-window-" + model);
        this.timer.setDaemon(true);
    }

    /**
     * Starts a batcher over warmed-up sessions, which it takes ownership of.
     *
     * @param model the model's name, for messages and thread names
     */
    public static MicroBatcher start(
            String model,
            Signature signature,
            BatchLimits limits,
            SessionPool sessions,
            NanoClock clock,
            BatchListener listener) {
        MicroBatcher batcher = new MicroBatcher(model, signature, limits, sessions, clock, listener);
        batcher.timer.start();
        return batcher;
    }

    /**
     * Puts a request into a batch, on the thread that owns the ticket. A request that can never fit, or whose source
     * refuses its content, is taken and its ticket ends at once.
     *
     * @return false if there is no room now: see {@link #awaitRoom}
     * @throws PenstockException the fatal failure that stopped this batcher
     * @throws IllegalStateException if it is closed
     */
    public boolean offer(Ticket ticket) {
        RecordException tooLarge = tooLarge(ticket);
        if (tooLarge != null) {
            ticket.refuse(tooLarge);
            return true;
        }
        MicroBatch batch;
        List<MicroBatch> closed;
        lock.lock();
        try {
            throwIfStopped();
            batch = claim(ticket);
            closed = batches.takeClosed();
        } finally {
            lock.unlock();
        }
        closed.forEach(this::runIfReady);
        if (batch == null) {
            return false;
        }
        batch.write(ticket, signature);
        runIfReady(batch);
        return true;
    }

    private @Nullable RecordException tooLarge(Ticket ticket) {
        String way = "; send fewer rows or raise ";
        if (ticket.rows() > limits.maxRows()) {
            return new RecordException(
                    RecordFailure.TOO_LARGE,
                    "request exceeds the batch's maximum: rows=" + ticket.rows() + ", max=" + limits.maxRows()
                            + ", model=" + model + way + "infer.maxBatch");
        }
        return ticket.bytes() <= limits.maxInFlightBytes()
                ? null
                : new RecordException(
                        RecordFailure.TOO_LARGE,
                        "request exceeds the bytes in flight: bytes=" + ticket.bytes() + ", max="
                                + limits.maxInFlightBytes() + ", model=" + model + way + "infer.maxInFlightBytes");
    }

    private @Nullable MicroBatch claim(Ticket ticket) {
        long now = clock.nanoTime();
        ticket.arrived(now);
        MicroBatch batch = batches.claim(ticket, now);
        if (batch != null && ticket.firstRow() == 0) {
            opened.signal();
        }
        return batch;
    }

    /** After a fatal failure nothing runs any more: the device is lost, and every ticket has ended already. */
    private void runIfReady(MicroBatch batch) {
        if (batch.tryStart() && failure() == null) {
            starter.start(new BatchRun(batch, signature, clock, listener, runs));
        }
    }

    /** Waits until a batch has finished or the batcher has failed, at most this long. */
    public void awaitRoom(long nanos) throws InterruptedException {
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

    /** Closes the open batches now: a commit waits for their rows. */
    public void flush() {
        List<MicroBatch> closed;
        lock.lock();
        try {
            batches.flush();
            closed = batches.takeClosed();
        } finally {
            lock.unlock();
        }
        closed.forEach(this::runIfReady);
    }

    private void closeWindows() {
        while (true) {
            List<MicroBatch> closed;
            lock.lock();
            try {
                closed = awaitDue();
                if (closing) {
                    return;
                }
            } catch (InterruptedException e) {
                return;
            } finally {
                lock.unlock();
            }
            try {
                closed.forEach(this::runIfReady);
            } catch (RuntimeException | Error unforeseen) {
                stop(BatchRun.fatal("a batch could not be started: " + unforeseen, unforeseen));
            }
        }
    }

    /** Waits for the next window to pass; nothing once the batcher is closing. */
    private List<MicroBatch> awaitDue() throws InterruptedException {
        while (!closing) {
            OptionalLong deadline = batches.nextDeadlineNanos();
            if (deadline.isEmpty()) {
                opened.await();
                continue;
            }
            long wait = deadline.getAsLong() - clock.nanoTime();
            if (wait <= 0) {
                batches.closeDue(clock.nanoTime());
                return batches.takeClosed();
            }
            opened.awaitNanos(wait);
        }
        return List.of();
    }

    private void finish(MicroBatch batch) {
        List<MicroBatch> closed;
        lock.lock();
        try {
            batches.finished(batch);
            closed = batches.takeClosed();
            freed.signalAll();
        } finally {
            lock.unlock();
        }
        closed.forEach(this::runIfReady);
    }

    /** Nothing computed from now on can be trusted: everything in flight fails, and every later offer. */
    private void stop(PenstockException fatal) {
        List<Ticket> inFlight;
        lock.lock();
        try {
            failure = failure == null ? fatal : failure;
            inFlight = batches.tickets();
            freed.signalAll();
        } finally {
            lock.unlock();
        }
        inFlight.forEach(ticket -> ticket.end(new Ticket.Ending.Failed(fatal)));
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

    /** The failure that stopped this batcher; null while it works. */
    public @Nullable PenstockException failure() {
        lock.lock();
        try {
            return failure;
        } finally {
            lock.unlock();
        }
    }

    /** The rows claimed and not yet computed. */
    public long inFlightRows() {
        lock.lock();
        try {
            return batches.inFlightRows();
        } finally {
            lock.unlock();
        }
    }

    /** The bytes that the sources in flight hold. */
    public long inFlightBytes() {
        lock.lock();
        try {
            return batches.inFlightBytes();
        } finally {
            lock.unlock();
        }
    }

    /** Runs what is in it, at most for a minute, then closes its sessions. Closing twice does nothing. */
    @Override
    public void close() {
        List<MicroBatch> last;
        lock.lock();
        try {
            if (closing) {
                return;
            }
            closing = true;
            opened.signal();
            batches.flush();
            last = batches.takeClosed();
        } finally {
            lock.unlock();
        }
        last.forEach(this::runIfReady);
        awaitEmpty();
        sessions.close();
    }

    /** After a failure nothing finishes any more, but threads may still write into buffers that are to be freed. */
    private void awaitEmpty() {
        long start = System.nanoTime();
        lock.lock();
        try {
            while ((failure == null ? !batches.isEmpty() : batches.isBeingWritten())
                    && System.nanoTime() - start < CLOSE_TIMEOUT.toNanos()) {
                freed.awaitNanos(CLOSE_CHECK.toNanos());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
