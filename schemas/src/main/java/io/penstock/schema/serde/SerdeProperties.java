package io.penstock.schema.serde;

import static io.confluent.kafka.serializers.AbstractKafkaSchemaSerDeConfig.SCHEMA_REGISTRY_URL_CONFIG;
import static io.confluent.kafka.serializers.AbstractKafkaSchemaSerDeConfig.USE_LATEST_VERSION;
import static io.confluent.kafka.serializers.AbstractKafkaSchemaSerDeConfig.USE_LATEST_WITH_METADATA;
import static io.confluent.kafka.serializers.KafkaAvroDeserializerConfig.SPECIFIC_AVRO_READER_CONFIG;
import static io.confluent.kafka.serializers.KafkaAvroSerializerConfig.AVRO_REMOVE_JAVA_PROPS_CONFIG;

import java.util.HashMap;
import java.util.Map;

/** Confluent's serde properties as the user set them, with what Penstock needs and prefers. */
final class SerdeProperties {
    private SerdeProperties() {}

    /**
     * The given properties, completed: generated classes are read, and schemas are registered without the hints for Java
     * that Avro's generator adds (unless the user wants them), so that clients in every language register the same.
     *
     * @throws IllegalArgumentException if the registry's URL is missing
     */
    static Map<String, Object> of(Map<String, ?> given) {
        if (given.get(SCHEMA_REGISTRY_URL_CONFIG) == null) {
            throw new IllegalArgumentException("the registry's address is missing: set " + SCHEMA_REGISTRY_URL_CONFIG);
        }
        var complete = new HashMap<String, Object>(given);
        complete.putIfAbsent(AVRO_REMOVE_JAVA_PROPS_CONFIG, true);
        complete.put(SPECIFIC_AVRO_READER_CONFIG, true);
        return Map.copyOf(complete);
    }

    /**
     * Without what would make Confluent's deserializer read as the registry's latest version: the generated classes can
     * only be filled by the schema that they were generated from.
     */
    static Map<String, Object> forReading(Map<String, ?> given) {
        var reading = new HashMap<String, Object>(given);
        reading.remove(USE_LATEST_VERSION);
        reading.remove(USE_LATEST_WITH_METADATA);
        return reading;
    }
}
