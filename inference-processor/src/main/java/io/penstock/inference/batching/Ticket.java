package io.penstock.inference.batching;

import io.penstock.PenstockException;
import io.penstock.RecordException;
import io.penstock.inference.BatchReport;
import io.penstock.inference.RowResults;
import io.penstock.inference.RowSource;
import io.penstock.inference.policy.Priority;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One request in the batcher: its rows on the way in, its results or its failure on the way out. Made and read by one
 * thread, its owner, which is unparked when it is done.
 */
public final class Ticket {
    /** How a ticket ended. */
    public sealed interface Ending {
        /**
         * Its rows were computed.
         *
         * @param queueNanos from its arrival, when it first asked for rows, to the start of the run
         */
        record Computed(RowResults results, BatchReport batch, long queueNanos) implements Ending {}

        /** Its rows were not computed. */
        record Failed(PenstockException failure) implements Ending {}
    }

    private final int bucket;
    private final int rows;
    private final long bytes;
    private final Thread owner = Thread.currentThread();
    private Priority priority;
    private @Nullable RowSource source;
    private boolean arrived;
    private long arrivedNanos;
    private int firstRow;
    private volatile @Nullable Ending ending;

    /** A ticket of this thread's, whose answer somebody waits for. */
    public Ticket(RowSource source) {
        this(source, Priority.ONLINE);
    }

    /** A ticket of this thread's. The source is asked for its size here and not again, and let go once written. */
    public Ticket(RowSource source, Priority priority) {
        this.priority = priority;
        this.source = source;
        this.bucket = source.bucket();
        this.rows = source.rows();
        this.bytes = source.bytes();
    }

    Priority priority() {
        return priority;
    }

    /** From now on it goes first too: what waits for it has waited for long. On its owner's thread. */
    public void raise() {
        priority = Priority.ONLINE;
    }

    int bucket() {
        return bucket;
    }

    /** How many rows it has. */
    public int rows() {
        return rows;
    }

    /** The host memory its source holds until it is written, in bytes. */
    public long bytes() {
        return bytes;
    }

    int firstRow() {
        return firstRow;
    }

    /** The source, once. */
    RowSource takeSource() {
        RowSource taken = Objects.requireNonNull(source, "a source is written once");
        source = null;
        return taken;
    }

    /** The first time it asked for rows counts. */
    void arrived(long nowNanos) {
        if (!arrived) {
            arrived = true;
            arrivedNanos = nowNanos;
        }
    }

    void claimed(int row) {
        firstRow = row;
    }

    long queuedNanos(long startNanos) {
        return Math.max(0, startNanos - arrivedNanos);
    }

    /** Ends it before it was offered, on its owner's thread. */
    public void refuse(RecordException reason) {
        end(new Ending.Failed(reason));
    }

    /** The first ending counts. */
    void end(Ending how) {
        if (ending == null) {
            ending = how;
            LockSupport.unpark(owner);
        }
    }

    /** How it ended; null while it is under way. */
    public @Nullable Ending ending() {
        return ending;
    }
}
