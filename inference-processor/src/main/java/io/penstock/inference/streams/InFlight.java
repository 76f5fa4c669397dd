package io.penstock.inference.streams;

import io.penstock.inference.Outcome;
import io.penstock.inference.Submission;
import io.penstock.inference.batching.Ticket;
import io.penstock.inference.batching.TicketOwner;
import org.apache.kafka.streams.processor.RecordContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * A record between submission and forwarding: one object that is its ticket, too, and its outcome once it is computed. It
 * holds no decoded rows: the ticket lets them go once they are written.
 */
final class InFlight<A> extends Ticket implements Outcome.Inferred<A> {
    private final byte @Nullable [] key;
    private final A context;
    private final RecordContext origin;
    private final int heldBytes;

    /** @param origin where the record came from, with its raw bytes, and its timestamp and headers */
    InFlight(byte @Nullable [] key, Submission<A> submission, RecordContext origin) {
        super(submission.source(), submission.priority());
        this.key = key;
        this.context = submission.context();
        this.origin = origin;
        byte[] raw = origin.sourceRawValue();
        long bytes = submission.source().bytes() + (raw == null ? 0 : raw.length);
        this.heldBytes = (int) Math.min(bytes, Integer.MAX_VALUE);
    }

    /** What its submission carries. */
    @Override
    public A context() {
        return context;
    }

    /** The StreamThread, which may be polling. */
    @Override
    protected TicketOwner owner() {
        return ThreadInFlight.ofThisThread().wakeup();
    }

    RecordContext origin() {
        return origin;
    }

    /** The record that leaves in its place. */
    Record<byte[], Outcome<A>> with(Outcome<A> outcome) {
        return new Record<>(key, outcome, origin.timestamp(), origin.headers());
    }

    /**
     * The memory it holds, in bytes: its decoded rows, until they are written, and its raw value, until it is sent. Counted
     * as no more than 2 GiB.
     */
    int heldBytes() {
        return heldBytes;
    }
}
