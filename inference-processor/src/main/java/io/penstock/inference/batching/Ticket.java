package io.penstock.inference.batching;

import io.penstock.PenstockException;
import io.penstock.RecordException;
import io.penstock.engine.Shape;
import io.penstock.inference.BatchReport;
import io.penstock.inference.RowResults;
import io.penstock.inference.RowSource;
import io.penstock.inference.policy.Priority;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One request in the batcher: its rows on the way in, its results or its failure on the way out. Made, offered and read
 * by one thread, its {@link #owner}, which is woken when it is done.
 *
 * <p>It is all that a request costs on the heap: it is the view of its own results, and whoever keeps something with a
 * request extends it.
 */
public class Ticket implements RowResults {
    /** How a ticket ended. */
    public sealed interface Ending {
        /** Its rows were computed. One object for all tickets of a run. */
        final class Computed implements Ending {
            private final BatchReport batch;
            private final BatchOutputs outputs;
            private final int firstRow;
            private final long startNanos;

            /**
             * A run that has completed.
             *
             * @param firstRow its first row in the batch
             */
            Computed(BatchReport batch, BatchOutputs outputs, int firstRow, long startNanos) {
                this.batch = batch;
                this.outputs = outputs;
                this.firstRow = firstRow;
                this.startNanos = startNanos;
            }
        }

        /** Its rows were not computed. */
        record Failed(PenstockException failure) implements Ending {}
    }

    private static final VarHandle ENDING = endingHandle();
    /** Its owner is unparked when it is done; this is for one that was unparked for another ticket just before. */
    private static final Duration ENDING_CHECK = Duration.ofMillis(10);

    private final int rows;
    private boolean online;
    private boolean arrived;
    private boolean released;
    private @Nullable RowSource source;
    private long arrivedNanos;
    private int firstRow;
    private volatile @Nullable Ending ending;

    private static VarHandle endingHandle() {
        try {
            return MethodHandles.lookup().findVarHandle(Ticket.class, "ending", Ending.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** A ticket of this thread's, whose answer somebody waits for. */
    public Ticket(RowSource source) {
        this(source, Priority.ONLINE);
    }

    /**
     * A ticket of this thread's. The source is asked for its rows here and not again, for its bucket and bytes at each
     * offer, and let go once it is written or refused.
     */
    public Ticket(RowSource source, Priority priority) {
        this.online = priority == Priority.ONLINE;
        this.source = source;
        this.rows = source.rows();
    }

    /** Who is woken when a batch with it has been computed. Asked on the owner's thread, of the first of its tickets in a batch. */
    protected TicketOwner owner() {
        return new TicketOwner();
    }

    final Priority priority() {
        return online ? Priority.ONLINE : Priority.BATCH;
    }

    /** From now on it goes first too: what waits for it has waited for long. On its owner's thread. */
    public final void raise() {
        online = true;
    }

    /** The bucket of its source, which is not yet written. */
    final int bucket() {
        return source().bucket();
    }

    /** How many rows it has. */
    @Override
    public final int rows() {
        return rows;
    }

    /** The host memory its source holds, which is not yet written. */
    final long bytes() {
        return source().bytes();
    }

    final int firstRow() {
        return firstRow;
    }

    /** The source, once. */
    final RowSource takeSource() {
        RowSource taken = source();
        source = null;
        return taken;
    }

    private RowSource source() {
        return Objects.requireNonNull(source, "a source is written once");
    }

    /** The first time it asked for rows counts. */
    final void arrived(long nowNanos) {
        if (!arrived) {
            arrived = true;
            arrivedNanos = nowNanos;
        }
    }

    final void claimed(int row) {
        firstRow = row;
    }

    /** Ends it before it was offered, on its owner's thread, and lets its source go. */
    public final void refuse(RecordException reason) {
        source = null;
        end(new Ending.Failed(reason));
    }

    /**
     * The first ending counts. Whoever calls it on another thread than the owner's wakes that.
     *
     * @return whether this one is the first
     */
    final boolean end(Ending how) {
        return ENDING.compareAndSet(this, null, how);
    }

    /**
     * Gives its results up, on its owner's thread: they cannot be read any more, and once every request of its run has done so,
     * a later run writes over them. Releasing twice does nothing. A ticket that is never released keeps them, and so do all
     * if one is released while it is under way.
     */
    public final void release() {
        if (released) {
            return;
        }
        released = true;
        if (ending instanceof Ending.Computed run) {
            run.outputs.release(1);
        }
    }

    /** How it ended; null while it is under way. */
    public final @Nullable Ending ending() {
        return ending;
    }

    /**
     * Waits until it has ended, on its owner's thread, however long that is.
     *
     * @return how it ended
     * @throws InterruptedException if the thread is interrupted before
     */
    public final Ending awaitEnding() throws InterruptedException {
        Ending how = ending;
        while (how == null) {
            LockSupport.parkNanos(this, ENDING_CHECK.toNanos());
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            how = ending;
        }
        return how;
    }

    /**
     * Its results, a view that keeps the ticket.
     *
     * @throws IllegalStateException if it was not computed, as everything that tells of its computation, or if it is released
     */
    public final RowResults results() {
        unreleased();
        return this;
    }

    /** The batch that computed it. */
    public final BatchReport batch() {
        return computed().batch;
    }

    /** From its arrival, when it first asked for rows, to the start of the run. */
    public final long queueNanos() {
        return Math.max(0, computed().startNanos - arrivedNanos);
    }

    @Override
    public final Shape rowShape(int output) {
        return unreleased().outputs.rowShape(output);
    }

    @Override
    public final ByteBuffer output(int output) {
        Ending.Computed run = unreleased();
        return run.outputs.rows(output, firstRow - run.firstRow, rows);
    }

    private Ending.Computed unreleased() {
        if (released) {
            throw new IllegalStateException(
                    "the results of this record were released when its forward returned: copy what is to be kept");
        }
        return computed();
    }

    private Ending.Computed computed() {
        if (ending instanceof Ending.Computed computed) {
            return computed;
        }
        throw new IllegalStateException("a ticket that was not computed has no results: ending=" + ending);
    }
}
