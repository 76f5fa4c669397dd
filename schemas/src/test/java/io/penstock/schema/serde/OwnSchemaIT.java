package io.penstock.schema.serde;

import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.serializers.KafkaAvroSerializer;
import io.penstock.local.LocalRegistry;
import io.penstock.schema.InferenceRequest;
import io.penstock.schema.Records;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedRegistry.class)
class OwnSchemaIT {
    private final String url;

    OwnSchemaIT(LocalRegistry registry) {
        url = registry.url();
    }

    @Test
    void isKnownOnceAValueHasBeenRead() {
        try (Serde<InferenceRequest> serde = serdes(Map.of()).requests()) {
            byte[] value = serde.serializer().serialize("own", Records.tensorRequest("r1"));
            assertThat(OwnSchema.wrote(serde.deserializer(), value)).isFalse();

            serde.deserializer().deserialize("own", value);

            assertThat(OwnSchema.wrote(serde.deserializer(), value)).isTrue();
        }
    }

    @Test
    void isNotThatOfANewerWriter() {
        var newer = OtherVersions.withField(
                OtherVersions.current("InferenceRequest"),
                "{\"name\":\"tenant\",\"type\":\"string\",\"default\":\"\"}");
        var written = new GenericRecordBuilder(newer).set("id", "r1").build();

        assertThat(isOwn("newer", written)).isFalse();
    }

    @Test
    void isThatOfASchemaWithHintsForJava() {
        var hinted = InferenceRequest.getClassSchema();
        var written = new GenericRecordBuilder(hinted).set("id", "r1").build();

        assertThat(hinted).isNotEqualTo(OtherVersions.current("InferenceRequest"));
        assertThat(isOwn("hinted", written)).isTrue();
    }

    /** Written by Confluent's serializer and read by ours. */
    private boolean isOwn(String topic, GenericRecord written) {
        try (Serde<InferenceRequest> serde = serdes(Map.of()).requests();
                var writer = new KafkaAvroSerializer()) {
            writer.configure(Map.of("schema.registry.url", url), false);
            byte[] value = writer.serialize(topic, written);
            assertThat(serde.deserializer().deserialize(topic, value).getId()).isEqualTo("r1");
            return OwnSchema.wrote(serde.deserializer(), value);
        }
    }

    @Test
    void isNothingThatOtherDeserializersKnow() {
        assertThat(OwnSchema.wrote((topic, data) -> data, new byte[] {0, 0, 0, 0, 1, 0}))
                .isFalse();
    }

    @Test
    void isKeptUnlessTheRegistrysLatestIsWritten() {
        try (Serde<InferenceRequest> kept = serdes(Map.of()).requests();
                Serde<InferenceRequest> latest = serdes(
                                Map.of("auto.register.schemas", false, "use.latest.version", true))
                        .requests()) {
            assertThat(OwnSchema.isKeptBy(kept.serializer())).isFalse();
            kept.serializer().serialize("kept", Records.tensorRequest("r1"));
            assertThat(OwnSchema.isKeptBy(kept.serializer())).isTrue();
            assertThat(OwnSchema.isKeptBy(latest.serializer())).isFalse();
            assertThat(OwnSchema.isKeptBy(new StringSerializer())).isFalse();
        }
    }

    private PenstockSerdes serdes(Map<String, Object> more) {
        var properties = new HashMap<String, Object>(more);
        properties.put("schema.registry.url", url);
        return PenstockSerdes.configuredWith(properties);
    }
}
