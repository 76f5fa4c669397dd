package io.penstock.inference.batching;

import io.penstock.PenstockException;
import io.penstock.RecordException;
import io.penstock.RecordFailure;
import io.penstock.engine.Session;
import io.penstock.inference.RowSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A batch being filled in a session's buffers. Requests are added under the batcher's lock and written outside it, in
 * disjoint rows; whoever finds it closed with every row published starts it, once.
 */
final class MicroBatch {
    private static final int OPEN = -1;
    private static final int MOST_EXPECTED = 64;

    private final long id;
    private final int bucket;
    private final PooledSession pooled;
    private final Session session;
    private final List<Ticket> tickets;
    private final List<Thread> owners = new ArrayList<>(1);
    private final AtomicInteger published = new AtomicInteger();
    private final AtomicBoolean started = new AtomicBoolean();
    private @Nullable Thread latestOwner;
    private int claimedRows;
    private volatile int closedRows = OPEN;

    MicroBatch(long id, int bucket, PooledSession pooled) {
        this.id = id;
        this.bucket = bucket;
        this.pooled = pooled;
        this.session = pooled.session();
        this.tickets = new ArrayList<>(Math.min(session.maxRows(), MOST_EXPECTED));
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
        return session;
    }

    /** Its requests by their rows; complete once it is closed. */
    List<Ticket> tickets() {
        return tickets;
    }

    /** Gives the ticket, one of this thread's, the next rows. Under the batcher's lock. */
    void add(Ticket ticket) {
        ticket.claimed(claimedRows);
        tickets.add(ticket);
        claimedRows += ticket.rows();
        Thread owner = Thread.currentThread();
        if (owner != latestOwner) {
            latestOwner = owner;
            addOwner(owner);
        }
    }

    private void addOwner(Thread owner) {
        if (!owners.contains(owner)) {
            owners.add(owner);
        }
    }

    /** Some of its tickets have ended: their threads may wait for them. */
    void wakeOwners() {
        for (Thread owner : owners) {
            if (owner != Thread.currentThread()) {
                LockSupport.unpark(owner);
            }
        }
    }

    /** Everything in it fails that has not ended. */
    void fail(PenstockException failure) {
        Ticket.Ending failed = new Ticket.Ending.Failed(failure);
        tickets.forEach(ticket -> ticket.end(failed));
        wakeOwners();
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
        return published.get() < claimedRows;
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
            published.addAndGet(ticket.rows());
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
        return published.get() == closedRows && started.compareAndSet(false, true);
    }
}
