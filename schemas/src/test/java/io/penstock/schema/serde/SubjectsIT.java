package io.penstock.schema.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.penstock.local.LocalRegistry;
import io.penstock.schema.InferenceRequest;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The global compatibility is NONE here: what holds, holds because of the subject. */
@ExtendWith(SharedRegistry.class)
class SubjectsIT {
    private static final Schema BREAKING = SchemaBuilder.record("InferenceRequest")
            .namespace("io.penstock.schema")
            .fields()
            .requiredString("demanded")
            .endRecord();

    private final String url;
    private final Subjects subjects;
    private final CachedSchemaRegistryClient client;

    SubjectsIT(LocalRegistry registry) throws Exception {
        url = registry.url();
        subjects = Subjects.connect(Map.of("schema.registry.url", url));
        client = new CachedSchemaRegistryClient(url, 10);
    }

    @BeforeEach
    void allowEverything() throws Exception {
        client.updateCompatibility(null, "NONE");
    }

    @AfterEach
    void restore() throws Exception {
        client.updateCompatibility(null, "BACKWARD_TRANSITIVE");
        client.close();
        subjects.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"InferenceRequest", "InferenceResult", "DeadLetter"})
    void theRegistryRejectsABreakingChange(String name) throws Exception {
        var topic = "breaking-" + name;
        var breaking =
                OtherVersions.withField(OtherVersions.current(name), "{\"name\":\"demanded\",\"type\":\"string\"}");

        subjects.register(topic, OtherVersions.current(name));

        assertThat(client.getCompatibility(topic + "-value")).isEqualTo("BACKWARD_TRANSITIVE");
        assertThatThrownBy(() -> client.register(topic + "-value", new AvroSchema(breaking)))
                .isInstanceOfSatisfying(RestClientException.class, e -> assertThat(e.getStatus())
                        .isEqualTo(409));
    }

    @Test
    void theRegistryRejectsWhatBreaksWithAnyEarlierVersion() throws Exception {
        var first = OtherVersions.withField(
                OtherVersions.current("InferenceRequest"), "{\"name\":\"rank\",\"type\":\"int\",\"default\":0}");
        var third = OtherVersions.withField(
                OtherVersions.current("InferenceRequest"), "{\"name\":\"rank\",\"type\":\"string\",\"default\":\"\"}");
        subjects.register("transitive", first);
        subjects.register("transitive", InferenceRequest.getClassSchema());

        assertThatThrownBy(() -> subjects.register("transitive", third)).isInstanceOf(RegistryException.class);
    }

    @Test
    void registeringAgainChangesNothing() throws Exception {
        int id = subjects.register("twice", InferenceRequest.getClassSchema());

        assertThat(subjects.register("twice", InferenceRequest.getClassSchema()))
                .isEqualTo(id);
        assertThat(client.getAllVersions("twice-value")).hasSize(1);
    }

    @Test
    void aCompatibleChangeIsRegistered() throws Exception {
        var newer = OtherVersions.withField(
                OtherVersions.current("InferenceRequest"),
                "{\"name\":\"tenant\",\"type\":\"string\",\"default\":\"\"}");
        subjects.register("compatible", InferenceRequest.getClassSchema());

        subjects.register("compatible", newer);

        assertThat(client.getAllVersions("compatible-value")).hasSize(2);
    }

    @Test
    void saysWhichSubjectRefuses() throws Exception {
        client.register("taken-value", new AvroSchema(SchemaBuilder.builder().stringType()));

        assertThatThrownBy(() -> subjects.register("taken", InferenceRequest.getClassSchema()))
                .isInstanceOfSatisfying(
                        RegistryException.class, e -> assertThat(e.retryable()).isFalse())
                .hasMessageStartingWith("the registry does not register the schema: subject=taken-value, registry="
                        + url + ", reason=");
    }

    @Test
    void tellsIncompatibilitiesBeforehand() {
        subjects.register("beforehand", InferenceRequest.getClassSchema());

        assertThat(subjects.incompatibilities("beforehand", InferenceRequest.getClassSchema()))
                .isEmpty();
        assertThat(subjects.incompatibilities("beforehand", BREAKING)).isNotEmpty();
        assertThat(subjects.incompatibilities("no such topic", BREAKING)).isEmpty();
    }

    @Test
    void followsTheConfiguredSubjectNameStrategy() {
        var strategy = "io.confluent.kafka.serializers.subject.TopicRecordNameStrategy";
        try (var named =
                Subjects.connect(Map.of("schema.registry.url", url, "value.subject.name.strategy", strategy))) {
            assertThat(named.subject("topic", InferenceRequest.getClassSchema()))
                    .isEqualTo("topic-io.penstock.schema.InferenceRequest");
        }
    }
}
