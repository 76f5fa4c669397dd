package io.penstock.schema.serde;

import static io.confluent.kafka.serializers.KafkaAvroSerializerConfig.AVRO_REMOVE_JAVA_PROPS_CONFIG;

import io.confluent.kafka.schemaregistry.CompatibilityLevel;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import io.confluent.kafka.schemaregistry.avro.AvroSchemaUtils;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClientFactory;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.confluent.kafka.serializers.KafkaAvroSerializerConfig;
import io.confluent.kafka.serializers.subject.strategy.SubjectNameStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;

/**
 * The registry's subjects of the topics that carry the contract's records. Thread-safe. Owns its registry client and
 * closes it.
 */
public final class Subjects implements AutoCloseable {
    private static final int SUBJECT_NOT_FOUND = 40401;
    private static final int NOT_FOUND = 404;
    private static final String COMPATIBILITY = CompatibilityLevel.BACKWARD_TRANSITIVE.name;

    private final KafkaAvroSerializerConfig config;
    private final SchemaRegistryClient client;

    private Subjects(KafkaAvroSerializerConfig config) {
        this.config = config;
        client = SchemaRegistryClientFactory.newClient(
                config.getSchemaRegistryUrls(),
                config.getMaxSchemasPerSubject(),
                List.of(new AvroSchemaProvider()),
                config.originalsWithPrefix(""),
                config.requestHeaders());
    }

    /**
     * Subjects of the registry that these properties, those of {@link PenstockSerdes#configuredWith}, lead to. Asks the
     * registry nothing yet.
     *
     * @throws IllegalArgumentException if {@code schema.registry.url} is missing
     */
    public static Subjects connect(Map<String, ?> properties) {
        return new Subjects(new KafkaAvroSerializerConfig(SerdeProperties.of(properties)));
    }

    /**
     * Sets the compatibility of the topic's value subject to {@code BACKWARD_TRANSITIVE} and registers the schema with
     * it. Registering again changes nothing.
     *
     * @return the schema's id
     * @throws RegistryException if the schema breaks with an earlier one of the subject, or the registry refuses or does
     *     not answer
     */
    public int register(String topic, Schema schema) {
        var wire = wireForm(schema);
        var subject = subject(topic, wire);
        return ask("register", subject, () -> {
            // not every registry takes a compatibility for a subject that has no schema yet
            if (exists(subject)) {
                client.updateCompatibility(subject, COMPATIBILITY);
                return client.register(subject, wire);
            }
            int id = client.register(subject, wire);
            client.updateCompatibility(subject, COMPATIBILITY);
            return id;
        });
    }

    /**
     * What the registry holds against the schema as the next one of the topic's value subject; empty if nothing. Changes
     * nothing.
     *
     * @throws RegistryException if the registry refuses or does not answer
     */
    public List<String> incompatibilities(String topic, Schema schema) {
        var wire = wireForm(schema);
        var subject = subject(topic, wire);
        return ask(
                "compare", subject, () -> exists(subject) ? client.testCompatibilityVerbose(subject, wire) : List.of());
    }

    /** The subject of the topic's values, after the configured {@code value.subject.name.strategy}. */
    public String subject(String topic, Schema schema) {
        return subject(topic, wireForm(schema));
    }

    /** Closes the registry client. */
    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String subject(String topic, AvroSchema schema) {
        return ((SubjectNameStrategy) config.valueSubjectNameStrategy()).subjectName(topic, false, schema);
    }

    private AvroSchema wireForm(Schema schema) {
        var removeJavaProperties = config.getBoolean(AVRO_REMOVE_JAVA_PROPS_CONFIG);
        return new AvroSchema(
                AvroSchemaUtils.getSchema(new GenericData.Record(schema), false, false, removeJavaProperties));
    }

    private boolean exists(String subject) throws IOException, RestClientException {
        try {
            return !client.getAllVersions(subject).isEmpty();
        } catch (RestClientException e) {
            if (e.getErrorCode() == SUBJECT_NOT_FOUND || e.getErrorCode() == NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }

    private <T> T ask(String what, String subject, Question<T> question) {
        try {
            return question.ask();
        } catch (IOException | RestClientException e) {
            var failure = DecodingFailure.of(e);
            throw new RegistryException(
                    "the registry does not %s the schema: subject=%s, registry=%s, reason=%s"
                            .formatted(what, subject, addresses(), failure.reason()),
                    failure instanceof DecodingFailure.RegistryUnavailable,
                    e);
        }
    }

    /** Without the credentials that a URL may carry. */
    private String addresses() {
        return String.join(",", config.getSchemaRegistryUrls()).replaceAll("//[^/@]*@", "//");
    }

    private interface Question<T> {
        T ask() throws IOException, RestClientException;
    }
}
