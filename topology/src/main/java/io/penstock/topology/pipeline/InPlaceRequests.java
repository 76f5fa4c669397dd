package io.penstock.topology.pipeline;

import io.penstock.inference.Submission;
import io.penstock.inference.policy.Priority;
import io.penstock.schema.InferenceRequest;
import io.penstock.schema.wire.TensorRequest;
import io.penstock.topology.stage.tensor.RowsInPlace;
import java.time.Clock;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Takes requests of tensors as they lie in their records, without decoding them first. What is out of the ordinary it
 * leaves to the way over Avro, which also knows what to say of it. Not thread-safe: a node has its own.
 */
final class InPlaceRequests {
    private final RecordReader<InferenceRequest> reader;
    private final RowsInPlace rows;
    private final Priority priority;
    private final Clock clock;
    private final TensorRequest request = new TensorRequest();

    InPlaceRequests(RecordReader<InferenceRequest> reader, RowsInPlace rows, Priority priority, Clock clock) {
        this.reader = reader;
        this.rows = rows;
        this.priority = priority;
        this.clock = clock;
    }

    /** The record's submission, whose rows are good until the next one is asked for; null if it is to be decoded. */
    @Nullable
    Submission<Carried> submission(Record<byte[], byte[]> record) {
        byte[] value = record.value();
        if (!reader.isOfOwnSchema(value) || !request.read(value) || isDue() || !rows.show(request)) {
            return null;
        }
        return new Submission<>(rows, priority, deadlineEpochMillis(), new Carried(request.id(), started(record)));
    }

    private boolean isDue() {
        return hasDeadline() && request.deadlineEpochMillis() <= clock.millis();
    }

    private boolean hasDeadline() {
        return request.deadlineEpochMillis() != TensorRequest.NO_TIME;
    }

    private long deadlineEpochMillis() {
        return hasDeadline() ? request.deadlineEpochMillis() : Submission.NO_DEADLINE;
    }

    private long started(Record<byte[], byte[]> record) {
        long createdAt = request.createdAtEpochMillis();
        return createdAt == TensorRequest.NO_TIME ? record.timestamp() : createdAt;
    }
}
