package io.penstock.inference.streams;

import io.penstock.inference.Submission;
import io.penstock.inference.batching.Ticket;
import org.apache.kafka.streams.processor.api.Record;

/**
 * A record between submission and forwarding. It holds no decoded rows: the ticket lets them go once they are written.
 *
 * @param record the record with what its submission carries
 * @param origin where it came from, with its raw bytes
 * @param deadlineEpochMillis when it is not to be computed any more
 */
record InFlight<A>(Record<byte[], A> record, TaskContext.Origin origin, long deadlineEpochMillis, Ticket ticket) {
    static <A> InFlight<A> of(Record<byte[], Submission<A>> submitted, TaskContext.Origin origin) {
        Submission<A> submission = submitted.value();
        return new InFlight<>(
                submitted.withValue(submission.context()),
                origin,
                submission.deadlineEpochMillis(),
                new Ticket(submission.source(), submission.priority()));
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
