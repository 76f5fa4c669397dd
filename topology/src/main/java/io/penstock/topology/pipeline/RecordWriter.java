package io.penstock.topology.pipeline;

import io.penstock.RecordException;
import io.penstock.RecordFailure;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Encodes the values of one topic, none larger than it takes: a producer that meets a larger one would abort its
 * transaction, again and again. Thread-safe.
 */
final class RecordWriter<T> {
    /** What a record takes beside its value: key, headers and framing are given this much. */
    static final int OVERHEAD_BYTES = 16 << 10;

    private final Serializer<T> serializer;
    private final String topic;
    private final long maxBytes;

    RecordWriter(Serializer<T> serializer, String topic, long maxBytes) {
        this.serializer = serializer;
        this.topic = topic;
        this.maxBytes = maxBytes;
    }

    String topic() {
        return topic;
    }

    long maxBytes() {
        return maxBytes;
    }

    /** @throws RecordException OUTPUT_TOO_LARGE, if the topic would not take it */
    byte[] write(Headers headers, T value) {
        byte[] bytes = serializer.serialize(topic, headers, value);
        if (bytes.length > maxBytes - OVERHEAD_BYTES) {
            throw new RecordException(
                    RecordFailure.OUTPUT_TOO_LARGE,
                    "the result is larger than its topic takes: bytes=" + bytes.length + ", max="
                            + (maxBytes - OVERHEAD_BYTES) + ", topic=" + topic
                            + "; raise the topic's max.message.bytes and kafka.producer.max.request.size");
        }
        return bytes;
    }
}
