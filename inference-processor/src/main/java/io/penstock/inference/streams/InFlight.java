package io.penstock.inference.streams;

import io.penstock.inference.Submission;
import io.penstock.inference.batching.Ticket;
import org.apache.kafka.streams.processor.api.Record;

/** A record between submission and forwarding. */
record InFlight<A>(Record<byte[], Submission<A>> record, TaskContext.Origin origin, Ticket ticket) {
    long rows() {
        return record.value().source().rows();
    }

    long bytes() {
        return record.value().source().bytes();
    }

    /** Whether its deadline has passed at this wall-clock time. */
    boolean expired(long nowEpochMillis) {
        return record.value().deadlineEpochMillis() < nowEpochMillis;
    }
}
