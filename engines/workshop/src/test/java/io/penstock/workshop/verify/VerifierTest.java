package io.penstock.workshop.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import io.penstock.engine.Bucket;
import io.penstock.engine.DataType;
import io.penstock.engine.Engine;
import io.penstock.engine.Shape;
import io.penstock.engine.Signature;
import io.penstock.engine.TensorSpec;
import io.penstock.engine.testkit.FakeEngine;
import io.penstock.workshop.samples.RandomSamples;
import io.penstock.workshop.samples.Samples;
import io.penstock.workshop.samples.ValueRange;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class VerifierTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);

    @Test
    void passesAnEngineThatGivesTheSame() {
        try (FakeEngine reference = engine(DataType.FLOAT32, 4);
                FakeEngine candidate = engine(DataType.FLOAT32, 3)) {
            Verification verification = verify(reference, candidate, samples(reference, 10));

            assertThat(verification.passed()).isTrue();
            assertThat(verification.rows()).isEqualTo(10);
            assertThat(verification.outputs().get(0).maxAbsolute()).isZero();
            assertThat(verification.engine()).isEqualTo("fake 1 fp32 on fake");
            assertThat(verification.allows("0".repeat(64))).isTrue();
            assertThat(verification.allows("1".repeat(64))).isFalse();
        }
    }

    @Test
    void comparesOutputsOfAnotherType() {
        try (FakeEngine reference = engine(DataType.FLOAT32, 4);
                FakeEngine candidate = engine(DataType.FLOAT16, 4)) {
            OutputErrors errors = verify(reference, candidate, samples(reference, 8))
                    .outputs()
                    .get(0);

            assertThat(errors.maxRelative()).isPositive().isLessThan(0.001);
        }
    }

    @Test
    void failsAnEngineOverItsTolerance() {
        try (FakeEngine reference = engine(DataType.FLOAT32, 4);
                FakeEngine candidate = engine(DataType.INT32, 4)) {
            Verification verification = verify(reference, candidate, samples(reference, 8));

            assertThat(verification.passed()).isFalse();
            assertThat(verification.failures()).isNotEmpty().allMatch(failure -> failure.startsWith("y: "));
        }
    }

    @Test
    void countsTheAccuracyOnLabelledRows() {
        try (FakeEngine reference = engine(DataType.FLOAT32, 4);
                FakeEngine candidate = engine(DataType.FLOAT32, 4)) {
            Samples labelled = new Labelled(samples(reference, 4));

            assertThat(verify(reference, candidate, labelled).accuracies()).isEqualTo(new Accuracies(4, 1, 1));
        }
    }

    @Test
    void findsWhatIsWrongOnlyInABatchOfOneRow() {
        try (FakeEngine reference = engine(DataType.FLOAT32, 4);
                Engine candidate = new WrongInOneRow(engine(DataType.FLOAT32, 4))) {
            Verification verification = verify(reference, candidate, samples(reference, 8));

            assertThat(verification.passed()).isFalse();
            assertThat(verification.rows()).isEqualTo(8);
        }
    }

    @Test
    void closesItsSessionsWhenARunFails() {
        try (FakeEngine reference = engine(DataType.FLOAT32, 4);
                FakeEngine candidate = engine(DataType.FLOAT32, 4)) {
            candidate.failNext(1, FailureCategory.TRANSIENT);

            assertThatThrownBy(() -> verify(reference, candidate, samples(reference, 4)))
                    .isInstanceOf(PenstockException.class);
            assertThat(reference.openSessions() + candidate.openSessions()).isZero();
        }
    }

    @Test
    void wantsSomethingToCompare() {
        try (FakeEngine engine = engine(DataType.FLOAT32, 4)) {
            Bucket bucket = engine.buckets().get(0);
            Samples none = samples(engine, 0);

            assertThatThrownBy(() -> new Sampled(bucket, none, "random"))
                    .hasMessage("there are no samples to compare: bucket=fixed, samples=random");
        }
    }

    /** Sums of positive values: the first score is the greatest. */
    private record Labelled(Samples samples) implements Samples {
        @Override
        public int size() {
            return samples.size();
        }

        @Override
        public void write(int sample, int input, ByteBuffer target) {
            samples.write(sample, input, target);
        }

        @Override
        public OptionalInt label(int sample) {
            return OptionalInt.of(0);
        }

        @Override
        public String sha256() {
            return samples.sha256();
        }
    }

    private static Verification verify(Engine reference, Engine candidate, Samples samples) {
        Sampled sampled = new Sampled(reference.buckets().get(0), samples, "random");
        return new Verifier(reference, candidate, CLOCK).verify(List.of(sampled), Tolerance.of("fp32"), rows -> {});
    }

    private static Samples samples(Engine engine, int size) {
        Map<String, ValueRange> ranges = Map.of("x", new ValueRange(0.25, 0.75));
        return new RandomSamples(engine.signature(), engine.buckets().get(0), ranges, 1, size);
    }

    private static FakeEngine engine(DataType output, int maxRows) {
        return FakeEngine.builder()
                .signature(new Signature(
                        List.of(new TensorSpec("x", DataType.FLOAT32, Shape.of(-1, 4))),
                        List.of(new TensorSpec("y", output, Shape.of(-1, 2)))))
                .maxRows(maxRows)
                .build();
    }
}
