package io.penstock.schema.serde;

import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/**
 * Confluent's deserializer, which remembers of each schema id that it has met whether it stands for the reader's own
 * schema, so that values under it are laid out as that says. Schemas are the same here if their parsing canonical forms
 * are: what that leaves out (documentation, defaults, logical types) does not show in the bytes. Thread-safe.
 *
 * @see <a href="https://avro.apache.org/docs/1.12.0/specification/#parsing-canonical-form-for-schemas">Avro's
 *     specification</a>
 */
final class WritersSchemas extends KafkaAvroDeserializer {
    private static final int FRAME_BYTES = 5;

    private final String own;
    private final Map<Integer, Boolean> ownById = new ConcurrentHashMap<>();

    WritersSchemas(Schema own) {
        this.own = SchemaNormalization.toParsingForm(own);
    }

    /** To be called when the value has been deserialized: its schema is in the client's cache then. */
    void learn(String topic, byte[] data) {
        if (isFramed(data) && !ownById.containsKey(id(data))) {
            learn(topic, id(data));
        }
    }

    private void learn(String topic, int id) {
        try {
            ownById.put(id, isOwn(topic, id));
        } catch (IOException | RestClientException | RuntimeException ignored) {
            // the value has been read: not knowing more of it is no failure, and the next value asks again
        }
    }

    /** Whether the value's schema is known to be the reader's own. */
    boolean isOwn(byte[] data) {
        return isFramed(data) && ownById.getOrDefault(id(data), false);
    }

    /** A schema with rules changes what is read, and where subjects depend on the schema an id alone says too little. */
    private boolean isOwn(String topic, int id) throws IOException, RestClientException {
        if (strategyUsesSchema(isKey)) {
            return false;
        }
        ParsedSchema written = schemaRegistry.getSchemaBySubjectAndId(getSubjectName(topic, isKey, null, null), id);
        return written.ruleSet() == null
                && written.rawSchema() instanceof Schema schema
                && SchemaNormalization.toParsingForm(schema).equals(own);
    }

    private static boolean isFramed(byte[] data) {
        return data.length > FRAME_BYTES && data[0] == MAGIC_BYTE;
    }

    private static int id(byte[] data) {
        return ByteBuffer.wrap(data).getInt(1);
    }
}
