package io.penstock.schema.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import io.penstock.local.LocalRegistry;
import io.penstock.schema.DeadLetter;
import io.penstock.schema.EncodedPayload;
import io.penstock.schema.FailureCategory;
import io.penstock.schema.InferenceRequest;
import io.penstock.schema.InferenceResult;
import io.penstock.schema.Records;
import io.penstock.schema.serde.DecodingFailure.Incompatible;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Clients of other versions against this one, over a real registry. */
@ExtendWith(SharedRegistry.class)
class EvolutionIT {
    private static final Schema REQUEST = OtherVersions.current("InferenceRequest");
    private static final Schema RESULT = OtherVersions.current("InferenceResult");
    private static final Schema DEAD_LETTER = OtherVersions.current("DeadLetter");
    private static final String TENANT = "{\"name\":\"tenant\",\"type\":\"string\",\"default\":\"none\"}";

    private final Map<String, ?> properties;
    private final PenstockSerdes serdes;

    EvolutionIT(LocalRegistry registry) {
        properties = Map.of("schema.registry.url", registry.url());
        serdes = PenstockSerdes.configuredWith(properties);
    }

    @Test
    void readsTheRequestOfANewerProducer() {
        var newer = OtherVersions.withField(REQUEST, TENANT);
        var written = new GenericRecordBuilder(newer)
                .set("id", "r1")
                .set("tenant", "acme")
                .build();

        InferenceRequest read = read(serdes.requests(), "newer", written("newer", written));

        assertThat(read).isEqualTo(InferenceRequest.newBuilder().setId("r1").build());
    }

    @Test
    void readsTheRequestOfAnOlderProducer() {
        var older = OtherVersions.withoutField(OtherVersions.withoutField(REQUEST, "createdAt"), "parameters");
        var written = new GenericRecordBuilder(older).set("id", "r1").build();

        InferenceRequest read = read(serdes.requests(), "older", written("older", written));

        assertThat(read).isEqualTo(InferenceRequest.newBuilder().setId("r1").build());
    }

    @Test
    void anOlderConsumerReadsOurResults() {
        var older = OtherVersions.withoutField(RESULT, "timings");

        var read = readAs(older, Records.result(Records.detection()));

        assertThat(read.get("id")).hasToString("r1");
        assertThat(read.hasField("timings")).isFalse();
    }

    @Test
    void aNewerConsumerReadsOurResults() {
        var newer = OtherVersions.withField(RESULT, TENANT);

        var read = readAs(newer, Records.result(Records.classification()));

        assertThat(read.get("tenant")).hasToString("none");
    }

    @Test
    void readsACategoryOfTheFutureAsUnknown() {
        var newer = OtherVersions.withSymbol(DEAD_LETTER, "INTERNAL", "UNLUCKY");
        var category = new GenericData.EnumSymbol(newer.getField("category").schema(), "UNLUCKY");
        var written = new GenericRecordBuilder(newer).set("category", category).build();

        DeadLetter read = read(serdes.deadLetters(), "unlucky", written("unlucky", written));

        assertThat(read.getCategory()).isEqualTo(FailureCategory.UNKNOWN);
    }

    @Test
    void refusesOnlyTheInputsOfTheFuture() {
        var newer = OtherVersions.withUnionBranch(
                REQUEST, "input", "{\"type\":\"record\",\"name\":\"Clip\",\"fields\":[]}");
        var clip = newer.getField("input").schema().getTypes().get(2);
        var unreadable = written(
                "clips",
                new GenericRecordBuilder(newer)
                        .set("input", new GenericData.Record(clip))
                        .build());
        var readable =
                written("clips", new GenericRecordBuilder(newer).set("id", "r1").build());

        assertThat(read(serdes.requests(), "clips", readable).getInput()).isInstanceOf(EncodedPayload.class);
        assertThatThrownBy(() -> read(serdes.requests(), "clips", unreadable))
                .satisfies(thrown -> assertThat(DecodingFailure.of(thrown)).isInstanceOf(Incompatible.class));
    }

    @Test
    void refusesAnAnswerOfTheFutureInsteadOfMisreadingIt() {
        var masks =
                "{\"type\":\"record\",\"name\":\"Masks\",\"fields\":[{\"name\":\"rows\",\"type\":{\"type\":\"array\",\"items\":"
                        + "{\"type\":\"record\",\"name\":\"MaskedRow\",\"fields\":[]}}}]}";
        var newer = OtherVersions.withUnionBranch(RESULT, "output", masks);
        var form = newer.getField("output").schema().getTypes().get(4);
        var row = new GenericData.Record(form.getField("rows").schema().getElementType());
        var output = new GenericRecordBuilder(form).set("rows", List.of(row)).build();
        var bytes = written(
                "masks", new GenericRecordBuilder(newer).set("output", output).build());

        assertThatThrownBy(() -> read(serdes.results(), "masks", bytes))
                .satisfies(thrown -> assertThat(DecodingFailure.of(thrown)).isInstanceOf(Incompatible.class));
    }

    private byte[] written(String topic, GenericRecord value) {
        try (var serializer = new KafkaAvroSerializer()) {
            serializer.configure(properties, false);
            return serializer.serialize(topic, value);
        }
    }

    private static <T> T read(Serde<T> serde, String topic, byte[] bytes) {
        try (serde) {
            return serde.deserializer().deserialize(topic, bytes);
        }
    }

    private GenericRecord readAs(Schema schema, InferenceResult result) {
        try (var serde = serdes.results();
                var consumer = new KafkaAvroDeserializer()) {
            consumer.configure(properties, false);
            var bytes = serde.serializer().serialize("consumed", result);
            return (GenericRecord) consumer.deserialize("consumed", bytes, schema);
        }
    }
}
