package io.penstock.inference.batching;

import io.penstock.PenstockException;
import io.penstock.RecordException;
import io.penstock.RecordFailure;
import io.penstock.engine.Session;
import io.penstock.engine.Signature;
import io.penstock.inference.RowTarget;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

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
    private final AtomicInteger published = new AtomicInteger();
    private final AtomicBoolean started = new AtomicBoolean();
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

    /** Under the batcher's lock. */
    void add(Ticket ticket) {
        tickets.add(ticket);
        claimedRows += ticket.rows();
    }

    /** Takes no more rows. Under the batcher's lock. */
    void close() {
        closedRows = claimedRows;
    }

    /** Whether a thread has rows that it has not published. Under the batcher's lock. */
    boolean isBeingWritten() {
        return published.get() < claimedRows;
    }

    /** Writes the ticket's rows in place; a source that refuses its content ends its ticket, and its rows are zeroed. */
    void write(Ticket ticket, Signature signature) {
        RowTarget target = input -> rowsOf(ticket, signature, input);
        try {
            ticket.takeSource().writeTo(target);
        } catch (PenstockException refused) {
            giveUp(ticket, signature, refused);
        } catch (RuntimeException unforeseen) {
            giveUp(ticket, signature, new RecordException(RecordFailure.INTERNAL, unforeseen.toString(), unforeseen));
        } finally {
            published.addAndGet(ticket.rows());
        }
    }

    private ByteBuffer rowsOf(Ticket ticket, Signature signature, int input) {
        int rowBytes = Math.toIntExact(session.bucket().rowBytes(signature, input));
        return session.input(input)
                .slice(ticket.firstRow() * rowBytes, ticket.rows() * rowBytes)
                .order(ByteOrder.nativeOrder());
    }

    private void giveUp(Ticket ticket, Signature signature, PenstockException failure) {
        for (int input = 0; input < signature.inputs().size(); input++) {
            ByteBuffer rows = rowsOf(ticket, signature, input);
            rows.put(new byte[rows.remaining()]);
        }
        ticket.end(new Ticket.Ending.Failed(failure));
    }

    /** True for exactly one caller, once it is closed and all its rows are published. */
    boolean tryStart() {
        return published.get() == closedRows && started.compareAndSet(false, true);
    }
}
