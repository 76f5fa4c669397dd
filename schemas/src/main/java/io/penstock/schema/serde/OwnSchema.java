package io.penstock.schema.serde;

import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Tells which values are laid out as this version's schema says, so that {@link io.penstock.schema.wire} may read and
 * write them where they lie. Thread-safe.
 */
public final class OwnSchema {
    private OwnSchema() {}

    /**
     * Whether this value has the schema that the deserializer reads it as. Known once the deserializer has read a value
     * with the same schema id; false before, and for deserializers that {@link PenstockSerdes} has not made.
     */
    public static boolean wrote(Deserializer<?> deserializer, byte[] value) {
        return deserializer instanceof RecordDeserializer<?> own && own.isOwn(value);
    }

    /**
     * Whether this serializer writes all values with the schema of their class, under the same id and as they are. Known
     * once it has written a value: false before, if it registers schemas, and for good once the registry has answered with
     * rules, whatever they are.
     */
    public static boolean isKeptBy(Serializer<?> serializer) {
        return serializer instanceof RecordSerializer own && own.keepsTheClassesSchema();
    }
}
