package io.penstock.topology.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.schema.Box;
import io.penstock.schema.BoxUnit;
import io.penstock.schema.ClassificationOutput;
import io.penstock.schema.ClassifiedRow;
import io.penstock.schema.DataType;
import io.penstock.schema.DetectedRow;
import io.penstock.schema.Detection;
import io.penstock.schema.DetectionOutput;
import io.penstock.schema.NamedValue;
import io.penstock.schema.RegressedRow;
import io.penstock.schema.RegressionOutput;
import io.penstock.schema.ScoredClass;
import io.penstock.schema.Tensor;
import io.penstock.schema.TensorOutput;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ComparisonTest {
    private final Comparison comparison = new Comparison(0.001, 0.5);

    private static ClassificationOutput classes(ScoredClass... classes) {
        return new ClassificationOutput(List.of(new ClassifiedRow(List.of(classes))));
    }

    private static ScoredClass scored(String label, int index, double score) {
        return new ScoredClass(label, index, (float) score);
    }

    private static RegressionOutput values(double... values) {
        return new RegressionOutput(List.of(new RegressedRow(Arrays.stream(values)
                .mapToObj(value -> new NamedValue("v", value))
                .toList())));
    }

    private static TensorOutput tensor(float... elements) {
        ByteBuffer data = ByteBuffer.allocate(elements.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        data.asFloatBuffer().put(elements);
        return new TensorOutput(List.of(new Tensor("y", DataType.FLOAT32, List.of(1L, (long) elements.length), data)));
    }

    private static DetectionOutput objects(Detection... detections) {
        return new DetectionOutput(BoxUnit.RELATIVE, List.of(new DetectedRow(List.of(detections))));
    }

    private static Detection object(String label, int index, double score) {
        return object(label, index, score, 0);
    }

    /** A box of one by one, so far to the right. */
    private static Detection object(String label, int index, double score, double right) {
        return new Detection(label, index, (float) score, new Box((float) right, 0f, (float) right + 1, 1f));
    }

    @Test
    void agreesOnClassesOfTheSameBestOne() {
        Difference difference = comparison.of(
                classes(scored("cat", 0, 0.75), scored("dog", 1, 0.25)),
                classes(scored("cat", 0, 0.5), scored("dog", 1, 0.5)));

        assertThat(difference).isEqualTo(new Difference(true, 0.25, 0, "cat", "cat"));
    }

    @Test
    void countsAClassThatOneAnswerHasAloneFully() {
        Difference difference = comparison.of(classes(scored("cat", 0, 0.75)), classes(scored("", 1, 0.5)));

        assertThat(difference).isEqualTo(new Difference(false, 0.75, 0, "cat", "#1"));
    }

    @Test
    void agreesOnNumbersWithinTheTolerance() {
        assertThat(comparison.of(values(1000, 0), values(1000.5, 0.0005)).agrees())
                .isTrue();
        assertThat(comparison.of(values(2, 4), values(2, 5)))
                .isEqualTo(new Difference(false, 1, 0.25, "4.00000", "5.00000"));
    }

    @Test
    void comparesTensorsElementByElement() {
        assertThat(comparison.of(tensor(1, 2), tensor(1, 4)))
                .isEqualTo(new Difference(false, 2, 1, "2.00000", "4.00000"));
        assertThat(comparison.of(tensor(1, Float.NaN), tensor(1, Float.NaN)).agrees())
                .isTrue();
        assertThat(comparison.of(tensor(1), tensor(Float.NaN)).absolute()).isInfinite();
    }

    @Test
    void agreesOnObjectsOfTheSameClasses() {
        assertThat(comparison.of(
                        objects(object("cat", 0, 0.75), object("dog", 1, 0.5)),
                        objects(object("dog", 1, 0.75), object("cat", 0, 0.75))))
                .isEqualTo(new Difference(true, 0.25, 0, "cat,dog", "cat,dog"));
        assertThat(comparison.of(objects(object("cat", 0, 0.75)), objects()))
                .isEqualTo(new Difference(false, 0.75, 0, "cat", "none"));
    }

    @Test
    void takesObjectsForTheSameWhoseBoxesOverlapEnough() {
        assertThat(comparison.of(objects(object("cat", 0, 0.75)), objects(object("cat", 0, 0.75, 0.25))))
                .isEqualTo(new Difference(true, 0.4, 0, "cat", "cat"));
        assertThat(comparison.of(objects(object("cat", 0, 0.75)), objects(object("cat", 0, 0.5, 0.5))))
                .isEqualTo(new Difference(false, 0.75, 0, "cat", "cat, elsewhere"));
    }

    @Test
    void pairsEachObjectWithTheOneItOverlapsMost() {
        assertThat(comparison.of(
                        objects(object("cat", 0, 0.75), object("cat", 0, 0.5, 0.25)),
                        objects(object("cat", 0, 0.5, 0.25), object("cat", 0, 0.75))))
                .isEqualTo(new Difference(true, 0, 0, "cat,cat", "cat,cat"));
    }

    @Test
    void comparesNoBoxesOfTwoUnits() {
        assertThat(comparison.of(objects(), new DetectionOutput(BoxUnit.MODEL_PIXELS, List.of())))
                .isEqualTo(Difference.incomparable("boxes in RELATIVE", "boxes in MODEL_PIXELS"));
    }

    @Test
    void comparesNothingOfTwoKinds() {
        assertThat(comparison.of(values(1), tensor(1)))
                .isEqualTo(Difference.incomparable("RegressionOutput", "TensorOutput"));
        assertThat(comparison.of(tensor(1), tensor(1, 2))).isEqualTo(Difference.incomparable("1 numbers", "2 numbers"));
    }
}
