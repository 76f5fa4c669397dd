package io.penstock.topology.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.engine.DataType;
import io.penstock.engine.EngineInfo;
import io.penstock.engine.Shape;
import io.penstock.inference.BatchReport;
import io.penstock.inference.Outcome;
import io.penstock.inference.RowResults;
import io.penstock.schema.InferenceResult;
import io.penstock.topology.stage.FixedResults;
import io.penstock.topology.stage.ModelBinding;
import io.penstock.topology.stage.Models;
import io.penstock.topology.stage.Postprocessor;
import io.penstock.topology.stage.Settings;
import io.penstock.topology.stage.tensor.TensorPostprocessor;
import io.penstock.topology.stage.tensor.TensorPostprocessorFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;

final class ResultEncoderTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123Z");
    private static final ModelBinding MODEL = Models.withInputs(Models.tensor("index", DataType.INT64, -1, 1));

    private final List<InferenceResult> serialized = new ArrayList<>();
    private final TensorPostprocessor tensors = (TensorPostprocessor) Settings.of("")
            .read(new TensorPostprocessorFactory()::configure, MODEL)
            .get();
    private Instant now = NOW;
    private final Clock clock = MovingClock.of(() -> now);

    @Test
    void countsThePostprocessorsTimeIn() {
        Postprocessor slow = results -> {
            now = now.plusMillis(70);
            return tensors.output(results);
        };

        new ResultEncoder(slow, writer(), clock).encode(record(), inferred());

        assertThat(serialized).singleElement().satisfies(result -> {
            assertThat(result.getCompletedAt()).isEqualTo(NOW.plusMillis(70));
            assertThat(result.getTimings().getEndToEndMicros())
                    .isEqualTo(Duration.ofMillis(71).toNanos() / 1_000);
        });
    }

    /** The bytes of one result do not tell what a serializer does to others, by a rule of the registry's, say. */
    @Test
    void leavesAllResultsToASerializerThatIsNotKnownToKeepItsSchema() {
        ResultEncoder encoder = new ResultEncoder(tensors, writer(), tensors.inPlace(), clock);

        for (int i = 0; i < 3; i++) {
            encoder.encode(record(), inferred());
        }

        assertThat(serialized).hasSize(3);
    }

    private RecordWriter<InferenceResult> writer() {
        return new RecordWriter<>((topic, result) -> serialize(result), "results", 10_000);
    }

    /** As Confluent's serializer writes it without rules. */
    private byte[] serialize(InferenceResult result) {
        serialized.add(result);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {0, 0, 0, 0, 1});
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        try {
            new SpecificDatumWriter<>(InferenceResult.class).write(result, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static Record<byte[], byte[]> record() {
        return new Record<>(new byte[] {1}, new byte[0], 42, new RecordHeaders());
    }

    private record Computed(Carried context, RowResults results, BatchReport batch, long queueNanos)
            implements Outcome.Inferred<Carried> {}

    private static Outcome.Inferred<Carried> inferred() {
        EngineInfo engine = new EngineInfo("toy", "1", "cpu", "none", "1", "fp32", "0", true);
        return new Computed(
                new Carried("r1", NOW.toEpochMilli() - 1),
                FixedResults.of(Shape.of(1), 7),
                new BatchReport(1, 1, 2, 3_000, engine),
                5);
    }

    /** Shows the time that the test has. */
    private static final class MovingClock extends Clock {
        private final InstantSource time;

        private MovingClock(InstantSource time) {
            this.time = time;
        }

        static Clock of(InstantSource time) {
            return new MovingClock(time);
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return time.instant();
        }
    }
}
