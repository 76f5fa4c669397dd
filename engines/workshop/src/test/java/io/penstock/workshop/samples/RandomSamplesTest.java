package io.penstock.workshop.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.engine.Bucket;
import io.penstock.engine.DataType;
import io.penstock.engine.Shape;
import io.penstock.engine.Signature;
import io.penstock.engine.TensorSpec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RandomSamplesTest {
    private static final Signature IDS = new Signature(
            List.of(new TensorSpec("ids", DataType.INT64, Shape.of(-1, -1))),
            List.of(new TensorSpec("y", DataType.FLOAT32, Shape.of(-1, 2))));
    private static final Bucket BUCKET = new Bucket("100", List.of(Shape.of(100)));

    @Test
    void keepsToTheDeclaredRange() {
        ByteBuffer row = row(samples(1, new ValueRange(5, 9)), 0);

        for (int i = 0; i < 100; i++) {
            assertThat(Elements.read(row, DataType.INT64, i)).isBetween(5.0, 9.0);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"UINT8", "INT32"})
    void reachesBothEndsOfAWholeRange(DataType dtype) {
        Signature pixels = new Signature(
                List.of(new TensorSpec("pixels", dtype, Shape.of(-1, 10_000))),
                List.of(new TensorSpec("y", DataType.FLOAT32, Shape.of(-1, 2))));
        Map<String, ValueRange> ranges = Map.of("pixels", new ValueRange(0, 255));
        ByteBuffer row = ByteBuffer.allocate(10_000 * dtype.bytes()).order(ByteOrder.nativeOrder());

        new RandomSamples(pixels, Bucket.fixed(pixels), ranges, 1, 1).write(0, 0, row);

        assertThat(IntStream.range(0, 10_000).mapToDouble(i -> Elements.read(row, dtype, i)))
                .contains(0.0, 127.0, 128.0, 255.0)
                .allMatch(value -> value >= 0 && value <= 255);
    }

    @Test
    void givesTheSameRowsForTheSameSeed() {
        assertThat(row(samples(1, new ValueRange(0, 1000)), 3)).isEqualTo(row(samples(1, new ValueRange(0, 1000)), 3));
    }

    @Test
    void givesEveryRowOtherValues() {
        Samples samples = samples(1, new ValueRange(0, 1000));

        assertThat(row(samples, 0)).isNotEqualTo(row(samples, 1));
    }

    @Test
    void anotherSeedOrRangeIsAnotherSetOfData() {
        String hash = samples(1, new ValueRange(0, 9)).sha256();

        assertThat(samples(2, new ValueRange(0, 9)).sha256()).isNotEqualTo(hash);
        assertThat(samples(1, new ValueRange(0, 8)).sha256()).isNotEqualTo(hash);
        assertThat(samples(1, new ValueRange(0, 9)).sha256()).isEqualTo(hash);
    }

    @Test
    void aRangeIsFiniteAndOrdered() {
        assertThatThrownBy(() -> new ValueRange(2, 1))
                .hasMessage("a range has two finite ends in order: min=2.0, max=1.0");
    }

    private static Samples samples(long seed, ValueRange range) {
        return new RandomSamples(IDS, BUCKET, Map.of("ids", range), seed, 4);
    }

    private static ByteBuffer row(Samples samples, int sample) {
        ByteBuffer row = ByteBuffer.allocate(800).order(ByteOrder.nativeOrder());
        samples.write(sample, 0, row);
        return row.flip();
    }
}
