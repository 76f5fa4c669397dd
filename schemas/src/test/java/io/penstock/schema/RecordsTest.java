package io.penstock.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.schema.serde.TrustedRecords;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecordsTest {
    @BeforeAll
    static void trustTheRecords() {
        TrustedRecords.allow();
    }

    static Stream<SpecificRecordBase> complete() {
        return Stream.of(
                Records.encodedRequest("r1"),
                Records.tensorRequest("r1"),
                Records.result(Records.classification()),
                Records.result(Records.detection()),
                Records.result(Records.regression()),
                Records.result(new TensorOutput(List.of(Records.tensor()))),
                Records.deadLetter());
    }

    static Stream<SpecificRecordBase> empty() {
        return Stream.of(
                InferenceRequest.newBuilder().build(),
                InferenceResult.newBuilder().build(),
                DeadLetter.newBuilder().build());
    }

    @ParameterizedTest
    @MethodSource({"complete", "empty"})
    void survivesTheWayThroughBytes(SpecificRecordBase written) throws IOException {
        assertThat(read(write(written), written)).isEqualTo(written);
    }

    @Test
    void aRequestWithoutAnythingSaysSo() {
        var request = InferenceRequest.newBuilder().build();

        assertThat(request.getId()).isEmpty();
        assertThat(request.getInput()).isInstanceOfSatisfying(EncodedPayload.class, payload -> {
            assertThat(payload.getMediaType()).isEmpty();
            assertThat(payload.getContent().remaining()).isZero();
        });
        assertThat(request.getParameters()).isEmpty();
        assertThat(request.getDeadline()).isEmpty();
        assertThat(request.getCreatedAt()).isEmpty();
    }

    @Test
    void aDeadLetterWithoutAnythingSaysSo() {
        var letter = DeadLetter.newBuilder().build();

        assertThat(letter.getRequestId()).isEmpty();
        assertThat(letter.getCategory()).isEqualTo(FailureCategory.UNKNOWN);
        assertThat(letter.getSourceOffset()).isEqualTo(-1);
        assertThat(letter.getValue()).isEmpty();
        assertThat(letter.getFailedAt()).isEqualTo(Instant.EPOCH);
    }

    private static byte[] write(SpecificRecordBase value) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new SpecificDatumWriter<>(value.getSchema(), value.getSpecificData()).write(value, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    private static SpecificRecordBase read(byte[] bytes, SpecificRecordBase like) throws IOException {
        return new SpecificDatumReader<SpecificRecordBase>(like.getSchema(), like.getSchema(), like.getSpecificData())
                .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
    }
}
