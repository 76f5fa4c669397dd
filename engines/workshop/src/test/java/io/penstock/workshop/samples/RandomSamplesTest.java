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
import org.junit.jupiter.api.Test;

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
