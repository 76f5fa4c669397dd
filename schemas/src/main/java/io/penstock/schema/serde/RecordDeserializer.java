package io.penstock.schema.serde;

import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Confluent's deserializer held to one type of record. By itself it returns whatever the bytes name, so a producer of
 * something else would fail the stages far behind it instead of the decoding.
 */
final class RecordDeserializer<T extends SpecificRecord> implements Deserializer<T> {
    private final KafkaAvroDeserializer confluent = new KafkaAvroDeserializer();
    private final Class<T> type;
    private final Schema schema;

    RecordDeserializer(Class<T> type, Schema schema) {
        this.type = type;
        this.schema = schema;
    }

    @Override
    public void configure(Map<String, ?> properties, boolean isKey) {
        confluent.configure(properties, isKey);
    }

    @Override
    public @Nullable T deserialize(String topic, byte @Nullable [] data) {
        return deserialize(topic, new RecordHeaders(), data);
    }

    @Override
    public @Nullable T deserialize(String topic, Headers headers, byte @Nullable [] data) {
        if (data == null) {
            return null;
        }
        try {
            return type.cast(confluent.deserialize(topic, headers, data, schema));
        } catch (ClassCastException e) {
            throw new SerializationException("not a record of " + type.getSimpleName(), e);
        } catch (StackOverflowError e) {
            // a writer's schema may be recursive, and an Error would end the thread that reads
            throw new SerializationException("nested too deeply", e);
        }
    }

    @Override
    public void close() {
        confluent.close();
    }
}
