package io.penstock.topology.pipeline;

import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import io.penstock.RecordException;
import io.penstock.RecordFailure;
import io.penstock.schema.serde.DecodingFailure;
import io.penstock.schema.serde.OwnSchema;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Decodes record values of one type. A registry that does not answer is asked again for a while, since the record may be
 * all right. Thread-safe.
 */
public final class RecordReader<T> {
    private static final long FIRST_PAUSE_NANOS = Duration.ofMillis(50).toNanos();

    private final Deserializer<T> deserializer;
    private final String topic;
    private final long maxBytes;
    private final Duration registryPatience;

    /**
     * A reader of one topic's values.
     *
     * @param deserializer decodes them; stays the caller's
     * @param maxBytes the largest value that is decoded, in bytes
     * @param registryPatience for how long a registry that does not answer is asked again
     */
    public RecordReader(Deserializer<T> deserializer, String topic, long maxBytes, Duration registryPatience) {
        this.deserializer = deserializer;
        this.topic = topic;
        this.maxBytes = maxBytes;
        this.registryPatience = registryPatience;
    }

    /**
     * The value as a record.
     *
     * @throws RecordException if the value is empty, too large or cannot be decoded
     * @throws PenstockException TRANSIENT, if the registry did not answer, or refused to
     */
    public T read(byte @Nullable [] value, Headers headers) {
        if (value == null) {
            throw new RecordException(RecordFailure.EMPTY_VALUE, "the record has no value");
        }
        if (value.length > maxBytes) {
            throw new RecordException(
                    RecordFailure.TOO_LARGE,
                    "record exceeds input.maxRecordBytes: bytes=" + value.length + ", max=" + maxBytes);
        }
        long start = System.nanoTime();
        for (long pause = FIRST_PAUSE_NANOS; ; pause *= 2) {
            try {
                return Objects.requireNonNull(deserializer.deserialize(topic, headers, value), "a record");
            } catch (RuntimeException e) {
                throwUnlessTransient(DecodingFailure.of(e), e, System.nanoTime() - start);
            }
            LockSupport.parkNanos(this, pause);
        }
    }

    /** Whether this is a value of a size that is read, known to be laid out as this version's schema says. */
    boolean isOfOwnSchema(byte @Nullable [] value) {
        return value != null && value.length <= maxBytes && OwnSchema.wrote(deserializer, value);
    }

    private void throwUnlessTransient(DecodingFailure failure, RuntimeException cause, long waitedNanos) {
        if (failure instanceof DecodingFailure.OfRecord ofRecord) {
            throw new RecordException(RecordFailure.valueOf(ofRecord.category().name()), ofRecord.reason(), cause);
        }
        if (waitedNanos > registryPatience.toNanos() || Thread.currentThread().isInterrupted()) {
            throw new PenstockException(
                    FailureCategory.TRANSIENT,
                    "the schema registry has not explained a record for " + registryPatience.toMillis() + " ms: "
                            + failure.reason(),
                    cause);
        }
    }
}
