package io.penstock.topology.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.engine.Bucket;
import io.penstock.engine.DataType;
import io.penstock.engine.Shape;
import io.penstock.engine.Signature;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelBindingTest {
    private final Signature sequences = new Signature(
            List.of(Models.tensor("ids", DataType.INT64, -1, -1), Models.tensor("mask", DataType.INT64, -1, -1)),
            List.of(Models.tensor("y", DataType.FLOAT32, -1, 2)));

    @Test
    void takesTheOnlyInputWhenNoneIsNamed() {
        Settings settings = Settings.of("scale: 1");

        assertThat(Models.withInput(DataType.FLOAT32, -1, 3).input(settings.section(), "input"))
                .isZero();
        assertThat(settings.problems().list()).isEmpty();
    }

    @Test
    void demandsANameAmongSeveralInputs() {
        assertThat(Settings.of("scale: 1").problemsOf((section, model) -> model.input(section, "input"), model(8)))
                .containsExactly("stage.input: is required, as the model has several inputs: ids, mask");
    }

    @Test
    void refusesAnInputThatTheModelDoesNotHave() {
        assertThat(Settings.of("input: idx").problemsOf((section, model) -> model.input(section, "input"), model(8)))
                .containsExactly("stage.input: the model has no input idx, it has: ids, mask");
    }

    @Test
    void findsTheSmallestBucketWithRoom() {
        ModelBinding model = model(64, 8, 16);

        assertThat(model.smallestBucket(List.of(Shape.of(9), Shape.of(3)))).hasValue(2);
        assertThat(model.smallestBucket(List.of(Shape.of(8), Shape.of(8)))).hasValue(1);
        assertThat(model.smallestBucket(List.of(Shape.of(65), Shape.of(1)))).isEmpty();
    }

    @Test
    void refusesBucketsOfAnotherModel() {
        Signature other = Models.withInput(DataType.FLOAT32, -1, 3).signature();

        assertThatThrownBy(() -> Models.of(sequences, List.of(Bucket.fixed(other)), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("a model needs buckets that fit its inputs: model=toy, inputs=");
    }

    private ModelBinding model(int... lengths) {
        List<Bucket> buckets = Arrays.stream(lengths)
                .mapToObj(length -> new Bucket(String.valueOf(length), List.of(Shape.of(length), Shape.of(length))))
                .toList();
        return Models.of(sequences, buckets, List.of());
    }
}
