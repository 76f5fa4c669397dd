package io.penstock.topology.pipeline;

import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import io.penstock.RecordException;
import io.penstock.RecordFailure;
import io.penstock.schema.serde.DecodingFailure;
import io.penstock.schema.serde.OwnSchema;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Encodes the values of one topic, none larger than it takes: a producer that meets a larger one would abort its
 * transaction, again and again. Thread-safe.
 */
public final class RecordWriter<T> {
    private final Serializer<T> serializer;
    private final String topic;
    private final RecordRoom room;

    /**
     * A writer of one topic's values.
     *
     * @param serializer encodes them; stays the caller's
     * @param maxBytes the largest record that the topic and the producer take, in bytes
     */
    public RecordWriter(Serializer<T> serializer, String topic, long maxBytes) {
        this.serializer = serializer;
        this.topic = topic;
        this.room = new RecordRoom(maxBytes);
    }

    String topic() {
        return topic;
    }

    /**
     * The value's bytes, if the topic takes them under this key with these headers.
     *
     * @throws RecordException OUTPUT_TOO_LARGE, if it does not
     * @throws PenstockException TRANSIENT, if the schema registry was needed and did not answer
     */
    public byte[] write(byte @Nullable [] key, Headers headers, T value) {
        return fitting(key, headers, encode(headers, value));
    }

    /**
     * These bytes of a value, if the topic takes them under this key with these headers.
     *
     * @throws RecordException OUTPUT_TOO_LARGE, if it does not
     */
    byte[] fitting(byte @Nullable [] key, Headers headers, byte[] bytes) {
        long most = room(key, headers);
        if (bytes.length > most) {
            throw new RecordException(
                    RecordFailure.OUTPUT_TOO_LARGE,
                    "the result is larger than its topic takes: bytes=" + bytes.length + ", max=" + most
                            + " beside key and headers, topic=" + topic
                            + "; raise the topic's max.message.bytes and kafka.producer.max.request.size");
        }
        return bytes;
    }

    /** Whether values are written with this version's schema, under the same id and as they are; known after the first. */
    boolean keepsOwnSchema() {
        return OwnSchema.isKeptBy(serializer);
    }

    /** The value's bytes, whatever their size. */
    public byte[] encode(Headers headers, T value) {
        try {
            return serializer.serialize(topic, headers, value);
        } catch (SerializationException e) {
            if (DecodingFailure.of(e) instanceof DecodingFailure.OfRegistry registry) {
                throw new PenstockException(
                        FailureCategory.TRANSIENT, "the schema registry does not answer: " + registry.reason(), e);
            }
            throw e;
        }
    }

    /** The most bytes a value may have under this key with these headers; negative if these alone are too large. */
    long room(byte @Nullable [] key, Headers headers) {
        return room.beside(key, headers);
    }
}
