package io.penstock.schema.serde;

import java.util.Map;
import org.apache.avro.AvroTypeException;
import org.apache.avro.generic.GenericContainer;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Confluent's deserializer held to one type of record. By itself it returns whatever the bytes name, so a producer of
 * something else would fail the stages far behind it instead of the decoding. The type is compared after the reading,
 * not forced upon it: Avro would fill any record into any other whose fields have defaults.
 */
final class RecordDeserializer<T extends SpecificRecord> implements Deserializer<T> {
    private final WritersSchemas confluent;
    private final Class<T> type;

    RecordDeserializer(Class<T> type) {
        this.type = type;
        this.confluent = new WritersSchemas(SpecificData.get().getSchema(type));
    }

    @Override
    public void configure(Map<String, ?> properties, boolean isKey) {
        confluent.configure(SerdeProperties.forReading(properties), isKey);
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
            T record = expected(confluent.deserialize(topic, headers, data));
            confluent.learn(topic, data);
            return record;
        } catch (StackOverflowError e) {
            // a writer's schema may be recursive, and an Error would end the thread that reads
            throw new SerializationException("nested too deeply", e);
        }
    }

    /** Whether a value like one that was read before was written with the very schema that it is read as. */
    boolean isOwn(byte[] data) {
        return confluent.isOwn(data);
    }

    private @Nullable T expected(@Nullable Object read) {
        if (read == null || type.isInstance(read)) {
            return type.cast(read);
        }
        var mismatch = new AvroTypeException("found %s, expected %s".formatted(name(read), type.getName()));
        throw new SerializationException("not the record of this topic", mismatch);
    }

    private static String name(Object read) {
        return read instanceof GenericContainer container
                ? container.getSchema().getFullName()
                : read.getClass().getName();
    }

    @Override
    public void close() {
        confluent.close();
    }
}
