package io.penstock.inference.streams;

import io.penstock.inference.Outcome;
import io.penstock.inference.Submission;
import io.penstock.inference.batching.Ticket;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * A record between submission and forwarding. It holds no decoded rows: the ticket lets them go once they are written.
 * It takes the record apart, since making another {@link Record} would copy its headers.
 */
final class InFlight<A> {
    private final byte @Nullable [] key;
    private final long timestamp;
    private final Headers headers;
    private final A context;
    private final TaskContext.Origin origin;
    private final long deadlineEpochMillis;
    private final Ticket ticket;

    /** @param origin where the record came from, with its raw bytes */
    InFlight(Record<byte[], Submission<A>> submitted, TaskContext.Origin origin) {
        Submission<A> submission = submitted.value();
        this.key = submitted.key();
        this.timestamp = submitted.timestamp();
        this.headers = submitted.headers();
        this.context = submission.context();
        this.origin = origin;
        this.deadlineEpochMillis = submission.deadlineEpochMillis();
        this.ticket = new Ticket(submission.source(), submission.priority());
    }

    /** What its submission carries. */
    A context() {
        return context;
    }

    TaskContext.Origin origin() {
        return origin;
    }

    /** When it is not to be computed any more. */
    long deadlineEpochMillis() {
        return deadlineEpochMillis;
    }

    Ticket ticket() {
        return ticket;
    }

    /** The record that leaves in its place. */
    Record<byte[], Outcome<A>> with(Outcome<A> outcome) {
        return new Record<>(key, outcome, timestamp, headers);
    }

    long rows() {
        return ticket.rows();
    }

    /** The memory it holds: its decoded rows, until they are written, and its raw value. */
    long bytes() {
        return ticket.bytes() + origin.rawBytes();
    }

    /** Whether its deadline has passed at this wall-clock time. */
    boolean expired(long nowEpochMillis) {
        return deadlineEpochMillis < nowEpochMillis;
    }
}
