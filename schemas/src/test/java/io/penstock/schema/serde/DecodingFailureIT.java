package io.penstock.schema.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import io.penstock.local.LocalRegistry;
import io.penstock.schema.InferenceRequest;
import io.penstock.schema.Records;
import io.penstock.schema.serde.DecodingFailure.Incompatible;
import io.penstock.schema.serde.DecodingFailure.NotAvro;
import io.penstock.schema.serde.DecodingFailure.OfRecord;
import io.penstock.schema.serde.DecodingFailure.UnknownSchema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a producer may send, and what a real registry makes of it. */
@ExtendWith(SharedRegistry.class)
class DecodingFailureIT {
    private static final String TOPIC = "bad";
    private static final int HUGE = 1_000_000_000;

    private final String url;
    private final Serde<InferenceRequest> serde;

    DecodingFailureIT(LocalRegistry registry) {
        url = registry.url();
        serde = PenstockSerdes.configuredWith(Map.of("schema.registry.url", url))
                .requests();
    }

    @AfterEach
    void close() {
        serde.close();
    }

    @Test
    void textIsNotAvro() {
        assertThat(failure("{\"id\": 1}".getBytes(StandardCharsets.UTF_8))).isInstanceOf(NotAvro.class);
    }

    @Test
    void noBytesAreNotAvro() {
        assertThat(failure(new byte[0])).isInstanceOf(NotAvro.class);
    }

    @Test
    void threeBytesAreNotAvro() {
        assertThat(failure(new byte[3])).isInstanceOf(NotAvro.class);
    }

    @Test
    void anIdThatTheRegistryDoesNotHaveIsUnknown() {
        assertThat(failure(new byte[] {0, 0x7f, 1, 2, 3, 4})).isInstanceOf(UnknownSchema.class);
    }

    @Test
    void aTruncatedRequestIsNotAvro() {
        var bytes = request();

        assertThat(failure(Arrays.copyOf(bytes, bytes.length / 2))).isInstanceOf(NotAvro.class);
    }

    @Test
    void garbageWithAValidIdIsNotAvro() {
        var bytes = request();
        Arrays.fill(bytes, 5, bytes.length, (byte) 0xff);

        assertThat(failure(bytes)).isInstanceOf(NotAvro.class);
    }

    @Test
    void aContentLongerThanTheRecordIsNotAvro() throws IOException {
        assertThat(failure(withId(encoder -> {
                    encoder.writeString("r1");
                    encoder.writeIndex(0);
                    encoder.writeString("image/png");
                    encoder.writeLong(HUGE);
                })))
                .isInstanceOf(NotAvro.class);
    }

    @Test
    void moreTensorsThanTheRecordHoldsAreNotAvro() throws IOException {
        assertThat(failure(withId(encoder -> {
                    encoder.writeString("r1");
                    encoder.writeIndex(1);
                    encoder.writeArrayStart();
                    encoder.setItemCount(HUGE);
                })))
                .isInstanceOf(NotAvro.class);
    }

    @Test
    void anotherRecordOfTheContractIsIncompatible() {
        try (var letters = PenstockSerdes.configuredWith(Map.of("schema.registry.url", url))
                .deadLetters()) {
            var bytes = letters.serializer().serialize("letters", Records.deadLetter());

            assertThat(failure(bytes))
                    .isEqualTo(new Incompatible("not the record of this topic: found io.penstock.schema.DeadLetter,"
                            + " expected io.penstock.schema.InferenceRequest"));
        }
    }

    @Test
    void aRecordOfSomebodyElseIsNoRequest() {
        var schema = SchemaBuilder.record("com.acme.Order")
                .fields()
                .optionalString("id")
                .endRecord();

        assertThat(failure(confluent("orders", new GenericRecordBuilder(schema).build())))
                .isInstanceOf(OfRecord.class);
    }

    @Test
    void aRecordNamedAfterAClassOfTheJdkIsIncompatible() throws Exception {
        var schema = SchemaBuilder.record("java.lang.ProcessBuilder").fields().endRecord();
        try (var client = new CachedSchemaRegistryClient(url, 10)) {
            int id = client.register("classes-value", new AvroSchema(schema));

            assertThat(failure(onlyId(id))).isInstanceOf(Incompatible.class);
        }
    }

    @Test
    void anAvroStringIsIncompatible() {
        assertThat(failure(confluent("strings", "text"))).isInstanceOf(Incompatible.class);
    }

    @Test
    void avroBytesAreIncompatible() {
        assertThat(failure(confluent("bytes", new byte[] {1, 2}))).isInstanceOf(Incompatible.class);
    }

    @Test
    void aJsonSchemaIsIncompatible() throws Exception {
        int id = registerJsonSchema();

        assertThat(failure(onlyId(id))).isInstanceOf(Incompatible.class);
    }

    @Test
    void endlessNestingDoesNotEndTheThread() {
        var recursive = OtherVersions.withField(
                OtherVersions.current("InferenceRequest"),
                "{\"name\":\"deep\",\"type\":[\"null\",\"InferenceRequest\"],\"default\":null}");
        var encoded = new ByteArrayOutputStream();
        var one = confluent("deep", new GenericRecordBuilder(recursive).build());
        encoded.writeBytes(Arrays.copyOf(one, 5));
        for (int depth = 0; depth < 200_000; depth++) {
            encoded.write(one, 5, one.length - 6);
            encoded.write(2);
        }

        assertThat(failure(encoded.toByteArray())).isEqualTo(new NotAvro("nested too deeply: StackOverflowError"));
    }

    private DecodingFailure failure(byte[] bytes) {
        var thrown = catchThrowable(() -> serde.deserializer().deserialize(TOPIC, bytes));
        assertThat(thrown).as("what decoding throws").isInstanceOf(Exception.class);
        return DecodingFailure.of(thrown);
    }

    private byte[] request() {
        return serde.serializer().serialize(TOPIC, Records.encodedRequest("r1"));
    }

    private byte[] withId(Writing body) throws IOException {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(Arrays.copyOf(request(), 5));
        var encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        body.write(encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    private static byte[] onlyId(int id) {
        return ByteBuffer.allocate(5).putInt(1, id).array();
    }

    private byte[] confluent(String topic, Object value) {
        try (var serializer = new KafkaAvroSerializer()) {
            serializer.configure(Map.of("schema.registry.url", url), false);
            return serializer.serialize(topic, value);
        }
    }

    private int registerJsonSchema() throws Exception {
        var body =
                "{\"schemaType\":\"JSON\",\"schema\":\"{\\\"$schema\\\":\\\"http://json-schema.org/draft-07/schema#\\\"}\"}";
        var request = HttpRequest.newBuilder(URI.create(url + "/subjects/json-value/versions"))
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .POST(BodyPublishers.ofString(body))
                .build();
        var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        return Integer.parseInt(answer.body().replaceAll("\\D", ""));
    }

    private interface Writing {
        void write(BinaryEncoder encoder) throws IOException;
    }
}
