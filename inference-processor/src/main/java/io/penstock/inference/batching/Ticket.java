package io.penstock.inference.batching;

import io.penstock.PenstockException;
import io.penstock.RecordException;
import io.penstock.inference.BatchReport;
import io.penstock.inference.RowResults;
import io.penstock.inference.RowSource;
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
         * @param queueNanos from the claim of its rows to the start of the run
         */
        record Computed(RowResults results, BatchReport batch, long queueNanos) implements Ending {}

        /** Its rows were not computed. */
        record Failed(PenstockException failure) implements Ending {}
    }

    private final RowSource source;
    private final Thread owner = Thread.currentThread();
    private long claimedNanos;
    private int firstRow;
    private volatile @Nullable Ending ending;

    public Ticket(RowSource source) {
        this.source = source;
    }

    RowSource source() {
        return source;
    }

    int firstRow() {
        return firstRow;
    }

    int rows() {
        return source.rows();
    }

    void claimed(int row, long nowNanos) {
        firstRow = row;
        claimedNanos = nowNanos;
    }

    long queuedNanos(long startNanos) {
        return Math.max(0, startNanos - claimedNanos);
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
