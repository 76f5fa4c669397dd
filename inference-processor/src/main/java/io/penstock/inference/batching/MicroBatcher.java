package io.penstock.inference.batching;

import io.penstock.PenstockException;
import io.penstock.RecordException;
import io.penstock.inference.policy.BatchLimits;
import io.penstock.inference.policy.BatchingPolicy;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one queue of a model in this JVM: requests of all partitions, tasks and threads share its micro-batches.
 * Thread-safe.
 *
 * <p>A request claims rows of the open batch of its bucket and priority under a short lock, writes them into the
 * session's buffers outside it, and publishes them. A batch closes as {@link BatchingPolicy} says, and its run starts
 * once every claimed row is published. The outputs are copied out once when the run completes, so that its session is
 * free at once, into memory that serves a later run when all its tickets are released.
 *
 * <p>It owns its sessions, not the engines they came from: close it before them.
 */
public final class MicroBatcher implements AutoCloseable {
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(60);
    /** A batch that finishes wakes who waits for its room; this is for one that is closed meanwhile. */
    private static final Duration ROOM_CHECK = Duration.ofMillis(10);

    private final RequestLimits requests;
    private final NanoClock clock;
    private final BatchListener listener;
    private final SessionPool sessions;
    private final BatchQueue queue;
    private final Thread timer;
    private final RunStarter starter = new RunStarter();
    private final BatchRun.Owner runs = new BatchRun.Owner() {
        @Override
        public void finished(MicroBatch batch) {
            runReady(queue.finished(batch));
        }

        @Override
        public void failed(PenstockException fatal) {
            stop(fatal);
        }
    };

    private MicroBatcher(
            String model, BatchLimits limits, SessionPool sessions, NanoClock clock, BatchListener listener) {
        this.requests = new RequestLimits(model, limits);
        this.sessions = sessions;
        this.clock = clock;
        this.listener = listener;
        this.queue = new BatchQueue(model, new BatchTable(limits, sessions, listener), clock);
        this.timer = new Thread(this::closeWindows, "penstock-window-" + model);
        this.timer.setDaemon(true);
    }

    /**
     * Starts a batcher over warmed-up sessions, which it takes ownership of.
     *
     * @param model the model's name, for messages and thread names
     */
    public static MicroBatcher start(
            String model, BatchLimits limits, SessionPool sessions, NanoClock clock, BatchListener listener) {
        MicroBatcher batcher = new MicroBatcher(model, limits, sessions, clock, listener);
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
        RecordException tooLarge = requests.refusal(ticket);
        if (tooLarge != null) {
            ticket.refuse(tooLarge);
            return true;
        }
        MicroBatch batch = queue.claim(ticket);
        if (queue.hasClosed()) {
            runReady(queue.takeClosed());
        }
        if (batch == null) {
            return false;
        }
        batch.write(ticket);
        runIfReady(batch);
        return true;
    }

    /**
     * {@link #offer}, as often as it takes: waits for room, however long that is.
     *
     * @throws PenstockException the fatal failure that stopped this batcher
     * @throws IllegalStateException if it is closed
     * @throws InterruptedException if the thread is interrupted while there is no room; the ticket is not taken then
     */
    public void put(Ticket ticket) throws InterruptedException {
        long seen = finishedBatches();
        while (!offer(ticket)) {
            awaitRoom(seen, ROOM_CHECK.toNanos());
            seen = finishedBatches();
        }
    }

    private void runReady(List<MicroBatch> closed) {
        for (MicroBatch batch : closed) {
            runIfReady(batch);
        }
    }

    /** After a fatal failure nothing runs any more: the device is lost, and every ticket has ended already. */
    private void runIfReady(MicroBatch batch) {
        if (batch.tryStart() && failure() == null) {
            starter.start(new BatchRun(batch, clock, listener, runs));
        }
    }

    /** How many batches have finished so far: to be asked before an {@link #offer}, for {@link #awaitRoom}. */
    public long finishedBatches() {
        return queue.finishedBatches();
    }

    /**
     * Waits until a batch has finished or the batcher has failed, at most this long.
     *
     * @param seen what {@link #finishedBatches} told before the offer that found no room: if one has finished since, there
     *     is nothing to wait for
     */
    public void awaitRoom(long seen, long nanos) throws InterruptedException {
        queue.awaitRoom(seen, nanos);
    }

    /** Closes the open batches now: a commit waits for their rows. */
    public void flush() {
        runReady(queue.flush());
    }

    private void closeWindows() {
        try {
            List<MicroBatch> closed = queue.awaitDue();
            while (closed != null) {
                runReady(closed);
                closed = queue.awaitDue();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error unforeseen) {
            stop(BatchRun.fatal("a batch could not be started: " + unforeseen, unforeseen));
        }
    }

    /** Nothing computed from now on can be trusted: everything in flight fails, and every later offer. */
    private void stop(PenstockException fatal) {
        queue.fail(fatal);
    }

    /** The failure that stopped this batcher; null while it works. */
    public @Nullable PenstockException failure() {
        return queue.failure();
    }

    /** The rows claimed and not yet computed. */
    public long inFlightRows() {
        return queue.inFlightRows();
    }

    /** The bytes that the sources in flight hold. */
    public long inFlightBytes() {
        return queue.inFlightBytes();
    }

    /** Runs what is in it, at most for a minute, then closes its sessions. Closing twice does nothing. */
    @Override
    public void close() {
        List<MicroBatch> last = queue.close();
        if (last == null) {
            return;
        }
        runReady(last);
        queue.awaitEmpty(CLOSE_TIMEOUT);
        sessions.close();
    }
}
