package io.penstock.schema.serde;

import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.penstock.local.LocalRegistry;
import io.penstock.schema.InferenceRequest;
import io.penstock.schema.Records;
import io.penstock.schema.TensorOutput;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedRegistry.class)
class PenstockSerdesIT {
    private final String url;

    PenstockSerdesIT(LocalRegistry registry) {
        url = registry.url();
    }

    @Test
    void requestsComeBackEqual() {
        try (var serde = serdes(Map.of()).requests()) {
            comesBackEqual(serde, Records.encodedRequest("r1"));
            comesBackEqual(serde, Records.tensorRequest("r2"));
            comesBackEqual(serde, InferenceRequest.newBuilder().build());
        }
    }

    @Test
    void resultsComeBackEqual() {
        try (var serde = serdes(Map.of()).results()) {
            comesBackEqual(serde, Records.result(Records.classification()));
            comesBackEqual(serde, Records.result(Records.detection()));
            comesBackEqual(serde, Records.result(Records.regression()));
            comesBackEqual(serde, Records.result(new TensorOutput(List.of(Records.tensor()))));
        }
    }

    @Test
    void deadLettersComeBackEqual() {
        try (var serde = serdes(Map.of()).deadLetters()) {
            comesBackEqual(serde, Records.deadLetter());
        }
    }

    @Test
    void registersASchemaWithoutHintsForJava() throws Exception {
        try (var serde = serdes(Map.of()).requests();
                var client = new CachedSchemaRegistryClient(url, 10)) {
            var bytes = serde.serializer().serialize("hints", Records.encodedRequest("r1"));

            var registered = client.getSchemaById(ByteBuffer.wrap(bytes, 1, 4).getInt());
            assertThat(registered.rawSchema()).isEqualTo(OtherVersions.current("InferenceRequest"));
        }
    }

    @Test
    void registersInEverySubjectThatItWritesTo() throws Exception {
        try (var serde = serdes(Map.of()).requests();
                var client = new CachedSchemaRegistryClient(url, 10)) {
            for (String topic : List.of("one", "two", "one")) {
                serde.serializer().serialize(topic, Records.encodedRequest("r1"));
            }

            assertThat(client.getAllSubjects()).contains("one-value", "two-value");
        }
    }

    @Test
    void writesWithTheRegisteredIdWhereItMayNotRegister() {
        var properties = Map.of("auto.register.schemas", false);
        try (var subjects = Subjects.connect(Map.of("schema.registry.url", url));
                var serde = serdes(properties).requests()) {
            int id = subjects.register("managed", InferenceRequest.getClassSchema());

            var bytes = serde.serializer().serialize("managed", Records.encodedRequest("r1"));

            assertThat(ByteBuffer.wrap(bytes, 1, 4).getInt()).isEqualTo(id);
        }
    }

    @Test
    void writesWithTheLatestVersionWhereAskedTo() {
        try (var subjects = Subjects.connect(Map.of("schema.registry.url", url));
                var serde = serdes(Map.of("auto.register.schemas", false, "use.latest.version", true))
                        .requests()) {
            int id = subjects.register("latest", InferenceRequest.getClassSchema());

            var bytes = serde.serializer().serialize("latest", Records.encodedRequest("r1"));

            assertThat(ByteBuffer.wrap(bytes, 1, 4).getInt()).isEqualTo(id);
        }
    }

    @Test
    void readsAsItsOwnVersionEvenWhereALaterOneIsTheLatest() {
        var newer = OtherVersions.withField(
                OtherVersions.current("InferenceRequest"),
                "{\"name\":\"tenant\",\"type\":\"string\",\"default\":\"\"}");
        try (var subjects = Subjects.connect(Map.of("schema.registry.url", url));
                var writer = serdes(Map.of()).requests();
                var reader = serdes(Map.of("use.latest.version", true)).requests()) {
            var bytes = writer.serializer().serialize("later", Records.encodedRequest("r1"));
            subjects.register("later", newer);

            assertThat(reader.deserializer().deserialize("later", bytes)).isEqualTo(Records.encodedRequest("r1"));
        }
    }

    @Test
    void threadsMayShareASerde() {
        try (var serde = serdes(Map.of()).requests()) {
            var written = Records.tensorRequest("shared");

            var read = IntStream.range(0, 200)
                    .parallel()
                    .mapToObj(i -> serde.serializer().serialize("shared", written))
                    .map(bytes -> serde.deserializer().deserialize("shared", bytes))
                    .distinct()
                    .toList();

            assertThat(read).containsExactly(written);
        }
    }

    private static <T> void comesBackEqual(Serde<T> serde, T written) {
        var topic = written.getClass().getSimpleName();

        var bytes = serde.serializer().serialize(topic, written);

        assertThat(bytes[0]).isZero();
        assertThat(serde.deserializer().deserialize(topic, bytes)).isEqualTo(written);
    }

    private PenstockSerdes serdes(Map<String, ?> more) {
        var properties = new HashMap<String, Object>(more);
        properties.put("schema.registry.url", url);
        return PenstockSerdes.configuredWith(properties);
    }
}
