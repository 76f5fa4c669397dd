package io.penstock.inference.batching;

import io.penstock.PenstockException;
import io.penstock.RecordException;
import io.penstock.RecordFailure;
import io.penstock.engine.Session;
import io.penstock.inference.RowSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * A batch being filled in a session's buffers. Requests are added under the batcher's lock and written outside it, in
 * disjoint rows; whoever finds it closed with every row published starts it, once.
 */
final class MicroBatch {
    private static final int OPEN = -1;
    private static final int STARTED = -2;
    private static final AtomicIntegerFieldUpdater<MicroBatch> PUBLISHED =
            AtomicIntegerFieldUpdater.newUpdater(MicroBatch.class, "published");
    private static final AtomicIntegerFieldUpdater<MicroBatch> CLOSED_ROWS =
            AtomicIntegerFieldUpdater.newUpdater(MicroBatch.class, "closedRows");

    private final long id;
    private final int bucket;
    private final PooledSession pooled;
    private final TicketOwner firstOwner;
    /** Mostly there are none. */
    private List<TicketOwner> otherOwners = List.of();

    private int claimedRows;
    private volatile int published;
    private volatile int closedRows = OPEN;

    /**
     * To be opened on the thread that claims its first rows, and with a session that no other batch has.
     *
     * @param firstOwner that thread, as the owner of its ticket
     */
    MicroBatch(long id, int bucket, TicketOwner firstOwner, PooledSession pooled) {
        this.id = id;
        this.bucket = bucket;
        this.firstOwner = firstOwner;
        this.pooled = pooled;
    }

    long id() {
        return id;
    }

    int bucket() {
        return bucket;
    }

    PooledSession pooled() {
        return pooled;
    }

    Session session() {
        return pooled.session();
    }

    /** Its requests by their rows; complete once it is closed, and not its own any more once it has finished. */
    List<Ticket> tickets() {
        return pooled.tickets();
    }

    /** Gives the ticket, one of this thread's, the next rows. Under the batcher's lock. */
    void add(Ticket ticket) {
        ticket.claimed(claimedRows);
        tickets().add(ticket);
        claimedRows += ticket.rows();
        if (!firstOwner.isThisThread() && !isOtherOwner()) {
            addOtherOwner(ticket.owner());
        }
    }

    private boolean isOtherOwner() {
        for (int i = 0; i < otherOwners.size(); i++) {
            if (otherOwners.get(i).isThisThread()) {
                return true;
            }
        }
        return false;
    }

    private void addOtherOwner(TicketOwner owner) {
        if (otherOwners.isEmpty()) {
            otherOwners = new ArrayList<>(2);
        }
        otherOwners.add(owner);
    }

    /** Some of its tickets have ended: their threads may wait for them. */
    void wakeOwners() {
        firstOwner.wake();
        otherOwners.forEach(TicketOwner::wake);
    }

    /** Everything in it fails that has not ended. Under the batcher's lock, so that it does not finish meanwhile. */
    void fail(PenstockException failure) {
        Ticket.Ending failed = new Ticket.Ending.Failed(failure);
        tickets().forEach(ticket -> ticket.end(failed));
        wakeOwners();
    }

    /** Every ticket has ended: the next batch of its session has the list of them. Under the batcher's lock. */
    void finish() {
        tickets().clear();
    }

    /** Takes no more rows. Under the batcher's lock. */
    void close() {
        closedRows = claimedRows;
    }

    boolean isOpen() {
        return closedRows == OPEN;
    }

    /** Whether a thread has rows that it has not published. Under the batcher's lock. */
    boolean isBeingWritten() {
        return published < claimedRows;
    }

    /** Writes the ticket's rows in place; a source that refuses its content ends its ticket, and its rows are zeroed. */
    void write(Ticket ticket) {
        InputRows.Rows rows = null;
        try {
            RowSource source = ticket.takeSource();
            rows = pooled.rows().of(ticket.firstRow(), ticket.rows());
            source.writeTo(rows);
        } catch (PenstockException refused) {
            giveUp(ticket, rows, refused);
        } catch (RuntimeException unforeseen) {
            giveUp(ticket, rows, new RecordException(RecordFailure.INTERNAL, unforeseen.toString(), unforeseen));
        } finally {
            PUBLISHED.addAndGet(this, ticket.rows());
        }
    }

    /** @param rows null if there was no view of them: then nothing has been written */
    private static void giveUp(Ticket ticket, InputRows.@Nullable Rows rows, PenstockException failure) {
        if (rows != null) {
            rows.clear();
        }
        ticket.end(new Ticket.Ending.Failed(failure));
    }

    /** True for exactly one caller, once it is closed and all its rows are published. */
    boolean tryStart() {
        int rows = closedRows;
        return published == rows && CLOSED_ROWS.compareAndSet(this, rows, STARTED);
    }
}
