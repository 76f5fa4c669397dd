package io.penstock.topology.pipeline;

import io.penstock.RecordException;
import io.penstock.schema.DeadLetter;
import io.penstock.schema.FailureCategory;
import io.penstock.schema.HeaderEntry;
import io.penstock.topology.stage.ModelBinding;
import io.penstock.topology.status.PipelineMetrics;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.jspecify.annotations.Nullable;

/**
 * Makes dead letters of refused records, with their original bytes. A letter always fits its topic: what does not is
 * left out, first the end of the value, then the headers, then the key, and the reason says so. Thread-safe.
 */
final class DeadLetters {
    /** The smallest record that the dead-letter topic must take: room for everything but key, value and headers. */
    static final int MIN_TOPIC_BYTES = 32 << 10;

    private static final int MAX_TEXT_CHARS = 2_000;

    /** How much of the source record a letter keeps, the most first. */
    private enum Kept {
        ALL("", true, true, true),
        NO_COPIED_HEADERS("", false, true, true),
        NO_COPIES("", false, false, true),
        NO_HEADERS("headers", false, false, false),
        NO_KEY("headers and key", false, false, false);

        private final String missing;
        private final boolean headersOnRecord;
        private final boolean keyOnRecord;
        private final boolean headersInLetter;

        Kept(String missing, boolean headersOnRecord, boolean keyOnRecord, boolean headersInLetter) {
            this.missing = missing;
            this.headersOnRecord = headersOnRecord;
            this.keyOnRecord = keyOnRecord;
            this.headersInLetter = headersInLetter;
        }

        private boolean keyInLetter() {
            return this != NO_KEY;
        }
    }

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
        this.maxValueBytes = maxValueBytes;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** The record for the dead-letter topic, under the source record's key and headers where they fit. */
    ProducerRecord<byte[], byte[]> of(
            ErrorHandlerContext source, String stage, @Nullable String requestId, RecordException why) {
        metrics.onDeadLetter(why.failure());
        for (Kept kept : Kept.values()) {
            ProducerRecord<byte[], byte[]> record = record(source, stage, requestId, why, kept);
            if (record != null) {
                return record;
            }
        }
        throw new IllegalStateException("a dead letter without key, value and headers fits: topic=" + writer.topic());
    }

    private @Nullable ProducerRecord<byte[], byte[]> record(
            ErrorHandlerContext source, String stage, @Nullable String requestId, RecordException why, Kept kept) {
        byte[] key = kept.keyOnRecord ? source.sourceRawKey() : null;
        Headers headers = kept.headersOnRecord ? source.headers() : new RecordHeaders();
        long room = writer.room(key, headers);
        long empty = writer.encode(headers, letter(source, stage, requestId, why, kept, 0)).length + (long) Long.BYTES;
        if (empty > room) {
            return null;
        }
        int valueBytes = (int) Math.min(length(source.sourceRawValue()), Math.min(maxValueBytes, room - empty));
        byte[] letter = writer.encode(headers, letter(source, stage, requestId, why, kept, valueBytes));
        return new ProducerRecord<>(writer.topic(), null, source.timestamp(), key, letter, headers);
    }

    private DeadLetter letter(
            ErrorHandlerContext source,
            String stage,
            @Nullable String requestId,
            RecordException why,
            Kept kept,
            int valueBytes) {
        return DeadLetter.newBuilder()
                .setRequestId(requestId == null ? null : clipped(requestId))
                .setStage(stage)
                .setCategory(FailureCategory.valueOf(why.failure().name()))
                .setReason(reason(source, why, kept, valueBytes))
                .setModelName(model.name())
                .setModelVersion(model.version())
                .setPipeline(pipeline)
                .setSourceTopic(source.topic())
                .setSourcePartition(source.partition())
                .setSourceOffset(source.offset())
                .setSourceTimestamp(Instant.ofEpochMilli(source.timestamp()))
                .setKey(kept.keyInLetter() ? buffer(source.sourceRawKey()) : null)
                .setValue(first(valueBytes, source.sourceRawValue()))
                .setHeaders(kept.headersInLetter ? headers(source.headers()) : List.of())
                .setFailedAt(clock.instant())
                .build();
    }

    private static String reason(ErrorHandlerContext source, RecordException why, Kept kept, int valueBytes) {
        StringBuilder reason = new StringBuilder(clipped(String.valueOf(why.getMessage())));
        int length = length(source.sourceRawValue());
        if (valueBytes < length) {
            reason.append(" (only the first %d of %d bytes are kept: deadLetters.maxRecordBytes)"
                    .formatted(valueBytes, length));
        }
        if (!kept.missing.isEmpty()) {
            reason.append(" (its ").append(kept.missing).append(" did not fit the dead-letter topic)");
        }
        return reason.toString();
    }

    private static String clipped(String text) {
        return text.length() <= MAX_TEXT_CHARS ? text : text.substring(0, MAX_TEXT_CHARS) + "…";
    }

    private static int length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    private static @Nullable ByteBuffer first(int count, byte @Nullable [] bytes) {
        return bytes == null ? null : ByteBuffer.wrap(bytes, 0, count);
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
