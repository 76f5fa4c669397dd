package io.penstock.topology.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.RecordException;
import io.penstock.RecordFailure;
import io.penstock.engine.DataType;
import io.penstock.engine.EngineInfo;
import io.penstock.engine.Shape;
import io.penstock.inference.BatchReport;
import io.penstock.inference.Outcome;
import io.penstock.inference.RowResults;
import io.penstock.inference.Submission;
import io.penstock.inference.policy.Priority;
import io.penstock.local.LocalCluster;
import io.penstock.schema.InferenceRequest;
import io.penstock.schema.InferenceResult;
import io.penstock.schema.TensorInputs;
import io.penstock.schema.serde.PenstockSerdes;
import io.penstock.schema.serde.TrustedRecords;
import io.penstock.topology.stage.FixedResults;
import io.penstock.topology.stage.ModelBinding;
import io.penstock.topology.stage.Models;
import io.penstock.topology.stage.Postprocessor;
import io.penstock.topology.stage.Preprocessor;
import io.penstock.topology.stage.Settings;
import io.penstock.topology.stage.tensor.TensorCodec;
import io.penstock.topology.stage.tensor.TensorPostprocessor;
import io.penstock.topology.stage.tensor.TensorPostprocessorFactory;
import io.penstock.topology.stage.tensor.TensorPreprocessor;
import io.penstock.topology.stage.tensor.TensorPreprocessorFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What goes in place, and what goes the way over Avro, with a real registry's answers. */
@ExtendWith(SharedCluster.class)
final class InPlaceIT {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final ModelBinding MODEL = Models.withInputs(Models.tensor("index", DataType.INT64, -1, 1));
    private static final EngineInfo ENGINE = new EngineInfo("toy", "1", "cpu", "none", "1", "fp32", "0", true);

    private final String registry;

    InPlaceIT(LocalCluster cluster) {
        registry = cluster.registry().url();
    }

    /** For the builders that copy a record, before there is a serde. */
    @BeforeAll
    static void trustRecords() {
        TrustedRecords.allow();
    }

    @Test
    void aRequestIsTakenInPlaceOnceItsSchemaHasBeenRead() {
        try (Serde<InferenceRequest> serde = serdes(Map.of()).requests()) {
            RecordReader<InferenceRequest> reader =
                    new RecordReader<>(serde.deserializer(), "in-place", 10_000, Duration.ofSeconds(1));
            InPlaceRequests requests = requests(reader);
            Record<byte[], byte[]> record =
                    record(serde.serializer().serialize("in-place", LookupModel.request("r1", 7)));

            assertThat(requests.submission(record)).isNull();
            reader.read(record.value(), record.headers());
            Submission<Carried> submission = Objects.requireNonNull(requests.submission(record));

            assertThat(submission.context()).isEqualTo(new Carried("r1", 42));
            assertThat(submission.priority()).isEqualTo(Priority.BATCH);
            assertThat(submission.deadlineEpochMillis()).isEqualTo(Submission.NO_DEADLINE);
            assertThat(submission.source().rows()).isEqualTo(1);
        }
    }

    @Test
    void timesOfARequestCount() {
        InferenceRequest request = InferenceRequest.newBuilder(LookupModel.request("r1", 7))
                .setCreatedAt(NOW.minusSeconds(1))
                .setDeadline(NOW.plusSeconds(1))
                .build();

        Submission<Carried> submission = Objects.requireNonNull(submission(request));

        assertThat(submission.context())
                .isEqualTo(new Carried("r1", NOW.minusSeconds(1).toEpochMilli()));
        assertThat(submission.deadlineEpochMillis())
                .isEqualTo(NOW.plusSeconds(1).toEpochMilli());
    }

    @Test
    void whatIsOutOfTheOrdinaryIsDecoded() {
        InferenceRequest good = LookupModel.request("r1", 7);
        InferenceRequest expired =
                InferenceRequest.newBuilder(good).setDeadline(NOW).build();
        InferenceRequest payload = Digits.heldOut().get(0).request("r1");
        InferenceRequest misfit = InferenceRequest.newBuilder(good)
                .setInput(new TensorInputs(List.of()))
                .build();

        assertThat(submission(good)).isNotNull();
        assertThat(submission(expired)).isNull();
        assertThat(submission(payload)).isNull();
        assertThat(submission(misfit)).isNull();
    }

    @Test
    void aRecordOverTheLimitIsDecodedToo() {
        try (Serde<InferenceRequest> serde = serdes(Map.of()).requests()) {
            byte[] value = serde.serializer().serialize("in-place", LookupModel.request("r1", 7));
            serde.deserializer().deserialize("in-place", value);
            RecordReader<InferenceRequest> reader =
                    new RecordReader<>(serde.deserializer(), "in-place", value.length - 1L, Duration.ofSeconds(1));

            assertThat(requests(reader).submission(record(value))).isNull();
        }
    }

    @Test
    void resultsInPlaceAreThoseOfTheSerializer() {
        try (Serde<InferenceResult> serde = serdes(Map.of()).results()) {
            ResultEncoder encoder = encoder(serde.serializer());

            List<InferenceResult> read = new ArrayList<>();
            for (long i = 0; i < 3; i++) {
                byte[] value = encoder.encode(record(new byte[0]), inferred(i));
                read.add(serde.deserializer().deserialize("in-place-results", value));
            }

            assertThat(read).extracting(InferenceResult::getId).containsExactly("r0", "r1", "r2");
            assertThat(read).extracting(result -> result.getBatch().getId()).containsExactly(0L, 1L, 2L);
            assertThat(read).extracting(InferenceResult::getOutput).containsExactly(output(0), output(1), output(2));
            assertThat(read).extracting(InferenceResult::getCompletedAt).containsOnly(NOW);
            assertThat(read)
                    .extracting(result -> result.getTimings().getEndToEndMicros())
                    .containsOnly(1_000L);
        }
    }

    @Test
    void resultsThatTheSerializerWritesOtherwiseAreLeftToIt() {
        ModelBinding other = Models.withOutputs(List.of(), Models.tensor("z", DataType.FLOAT32, -1, 1));
        try (Serde<InferenceResult> serde = serdes(Map.of()).results()) {
            ResultEncoder encoder = new ResultEncoder(
                    postprocessor(MODEL),
                    writer(serde.serializer()),
                    postprocessor(other).inPlace(),
                    CLOCK);

            for (long i = 0; i < 3; i++) {
                byte[] value = encoder.encode(record(new byte[0]), inferred(i));
                assertThat(serde.deserializer()
                                .deserialize("in-place-results", value)
                                .getOutput())
                        .isEqualTo(output(i));
            }
        }
    }

    @Test
    void aResultIsGoodThoughItCannotBeWrittenInPlace() {
        ModelBinding more = Models.withOutputs(
                List.of(), Models.tensor("y", DataType.FLOAT32, -1, 1), Models.tensor("z", DataType.FLOAT32, -1, 1));
        try (Serde<InferenceResult> serde = serdes(Map.of()).results()) {
            ResultEncoder encoder = new ResultEncoder(
                    postprocessor(MODEL),
                    writer(serde.serializer()),
                    postprocessor(more).inPlace(),
                    CLOCK);

            byte[] value = encoder.encode(record(new byte[0]), inferred(1));

            assertThat(serde.deserializer()
                            .deserialize("in-place-results", value)
                            .getOutput())
                    .isEqualTo(output(1));
        }
    }

    @Test
    void aResultInPlaceIsHeldToItsTopicsLimitToo() {
        try (Serde<InferenceResult> serde = serdes(Map.of()).results()) {
            ResultEncoder encoder = encoder(serde.serializer());
            encoder.encode(record(new byte[0]), inferred(1));
            Record<byte[], byte[]> large = record(new byte[0]);
            large.headers().add("h", new byte[10_000]);

            assertThatThrownBy(() -> encoder.encode(large, inferred(2)))
                    .isInstanceOfSatisfying(RecordException.class, refused -> assertThat(refused.failure())
                            .isEqualTo(RecordFailure.OUTPUT_TOO_LARGE));
        }
    }

    private @Nullable Submission<Carried> submission(InferenceRequest request) {
        try (Serde<InferenceRequest> serde = serdes(Map.of()).requests()) {
            RecordReader<InferenceRequest> reader =
                    new RecordReader<>(serde.deserializer(), "in-place", 10_000, Duration.ofSeconds(1));
            Record<byte[], byte[]> record = record(serde.serializer().serialize("in-place", request));
            reader.read(record.value(), record.headers());
            return requests(reader).submission(record);
        }
    }

    private static InPlaceRequests requests(RecordReader<InferenceRequest> reader) {
        Preprocessor tensors = Settings.of("finite: false")
                .read(new TensorPreprocessorFactory()::configure, MODEL)
                .get();
        return new InPlaceRequests(
                reader, ((TensorPreprocessor) tensors).inPlace().orElseThrow(), Priority.BATCH, CLOCK);
    }

    private static ResultEncoder encoder(Serializer<InferenceResult> serializer) {
        return new ResultEncoder(postprocessor(MODEL), writer(serializer), CLOCK);
    }

    private static TensorPostprocessor postprocessor(ModelBinding model) {
        Postprocessor tensors = Settings.of("")
                .read(new TensorPostprocessorFactory()::configure, model)
                .get();
        return (TensorPostprocessor) tensors;
    }

    private static RecordWriter<InferenceResult> writer(Serializer<InferenceResult> serializer) {
        return new RecordWriter<>(serializer, "in-place-results", 10_000);
    }

    private record Computed(Carried context, RowResults results, BatchReport batch, long queueNanos)
            implements Outcome.Inferred<Carried> {}

    private static Outcome.Inferred<Carried> inferred(long number) {
        return new Computed(
                new Carried("r" + number, NOW.toEpochMilli() - 1),
                rows(number),
                new BatchReport(number, 1, 2, 3_000, ENGINE),
                5);
    }

    private static Object output(long number) {
        return TensorCodec.toTensorOutput(rows(number), MODEL.signature().outputs());
    }

    private static RowResults rows(long number) {
        return FixedResults.of(Shape.of(1), (double) number);
    }

    private static Record<byte[], byte[]> record(byte[] value) {
        Headers headers = new RecordHeaders();
        return new Record<>(new byte[] {1}, value, 42, headers);
    }

    private PenstockSerdes serdes(Map<String, Object> more) {
        Map<String, Object> properties = new HashMap<>(more);
        properties.put("schema.registry.url", registry);
        return PenstockSerdes.configuredWith(properties);
    }
}
