package io.penstock.topology.pipeline;

import io.penstock.RecordException;
import io.penstock.RecordFailure;
import io.penstock.schema.DeadLetter;
import io.penstock.schema.FailureCategory;
import io.penstock.schema.HeaderEntry;
import io.penstock.topology.stage.ModelBinding;
import io.penstock.topology.status.PipelineMetrics;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.jspecify.annotations.Nullable;

/** Makes dead letters of refused records, with their original bytes. Thread-safe. */
final class DeadLetters {
    private final String pipeline;
    private final ModelBinding model;
    private final RecordWriter<DeadLetter> writer;
    private final long maxValueBytes;
    private final Clock clock;
    private final PipelineMetrics metrics;

    DeadLetters(
            String pipeline,
            ModelBinding model,
            RecordWriter<DeadLetter> writer,
            long maxValueBytes,
            Clock clock,
            PipelineMetrics metrics) {
        this.pipeline = pipeline;
        this.model = model;
        this.writer = writer;
        this.maxValueBytes = Math.min(maxValueBytes, writer.maxBytes() - 2L * RecordWriter.OVERHEAD_BYTES);
        this.clock = clock;
        this.metrics = metrics;
    }

    /** The record for the dead-letter topic, under the source record's key and headers. */
    ProducerRecord<byte[], byte[]> of(
            ErrorHandlerContext source, String stage, @Nullable String requestId, RecordException why) {
        metrics.onDeadLetter(why.failure());
        byte[] value = source.sourceRawValue();
        DeadLetter letter = DeadLetter.newBuilder()
                .setRequestId(requestId)
                .setStage(stage)
                .setCategory(category(why.failure()))
                .setReason(reason(why, value))
                .setModelName(model.name())
                .setModelVersion(model.version())
                .setPipeline(pipeline)
                .setSourceTopic(source.topic())
                .setSourcePartition(source.partition())
                .setSourceOffset(source.offset())
                .setSourceTimestamp(Instant.ofEpochMilli(source.timestamp()))
                .setKey(buffer(source.sourceRawKey()))
                .setValue(buffer(cut(value)))
                .setHeaders(headers(source.headers()))
                .setFailedAt(clock.instant())
                .build();
        return new ProducerRecord<>(
                writer.topic(),
                null,
                source.timestamp(),
                source.sourceRawKey(),
                writer.write(source.headers(), letter),
                source.headers());
    }

    private static FailureCategory category(RecordFailure failure) {
        return FailureCategory.valueOf(failure.name());
    }

    private String reason(RecordException why, byte @Nullable [] value) {
        String reason = String.valueOf(why.getMessage());
        return value == null || value.length <= maxValueBytes
                ? reason
                : reason + " (only the first " + maxValueBytes + " of " + value.length
                        + " bytes are kept: deadLetters.maxRecordBytes)";
    }

    private byte @Nullable [] cut(byte @Nullable [] value) {
        return value == null || value.length <= maxValueBytes
                ? value
                : Arrays.copyOf(value, Math.toIntExact(maxValueBytes));
    }

    private static List<HeaderEntry> headers(Headers headers) {
        List<HeaderEntry> entries = new ArrayList<>();
        for (Header header : headers) {
            entries.add(new HeaderEntry(header.key(), buffer(header.value())));
        }
        return entries;
    }

    private static @Nullable ByteBuffer buffer(byte @Nullable [] bytes) {
        return bytes == null ? null : ByteBuffer.wrap(bytes);
    }
}
