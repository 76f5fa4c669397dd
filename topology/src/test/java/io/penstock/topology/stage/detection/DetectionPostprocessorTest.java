package io.penstock.topology.stage.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.RecordException;
import io.penstock.RecordFailure;
import io.penstock.engine.DataType;
import io.penstock.engine.Shape;
import io.penstock.schema.Box;
import io.penstock.schema.BoxUnit;
import io.penstock.schema.DetectedRow;
import io.penstock.schema.Detection;
import io.penstock.schema.DetectionOutput;
import io.penstock.topology.stage.FixedResults;
import io.penstock.topology.stage.ModelBinding;
import io.penstock.topology.stage.Models;
import io.penstock.topology.stage.Settings;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DetectionPostprocessorTest {
    private static final List<String> PETS = List.of("cat", "dog");
    private static final ModelBinding JOINED =
            Models.withOutputs(PETS, Models.tensor("y", DataType.FLOAT32, -1, -1, 6));
    private static final ModelBinding SEPARATE = Models.withOutputs(
            PETS,
            Models.tensor("boxes", DataType.FLOAT32, -1, -1, 4),
            Models.tensor("scores", DataType.FLOAT32, -1, -1, 2));

    @Test
    void keepsTheBestOfOverlappingBoxesOfAClass() {
        DetectionOutput output = detect(
                JOINED,
                FixedResults.of(
                        Shape.of(5, 6),
                        // left, top, right, bottom, cat, dog
                        0,
                        0,
                        10,
                        10,
                        0.75,
                        0,
                        0,
                        1,
                        10,
                        11,
                        0.875,
                        0, // nine tenths of the box before, and better
                        0,
                        0,
                        10,
                        10,
                        0,
                        0.5, // another class
                        20,
                        0,
                        30,
                        10,
                        0.5,
                        0, // elsewhere
                        40,
                        0,
                        50,
                        10,
                        0.125,
                        0.125)); // unlikely

        assertThat(output.getUnit()).isEqualTo(BoxUnit.MODEL_PIXELS);
        assertThat(output.getRows())
                .containsExactly(new DetectedRow(List.of(
                        new Detection("cat", 0, 0.875f, new Box(0f, 1f, 10f, 11f)),
                        new Detection("dog", 1, 0.5f, new Box(0f, 0f, 10f, 10f)),
                        new Detection("cat", 0, 0.5f, new Box(20f, 0f, 30f, 10f)))));
    }

    @ParameterizedTest
    @CsvSource({
        // the second box has 80 of 120 in common with the first: two thirds
        "0.66, 1",
        "0.67, 2",
    })
    void suppressesAboveTheThreshold(double threshold, int boxes) {
        DetectionOutput output = detect(
                JOINED,
                FixedResults.of(Shape.of(2, 6), 0, 0, 10, 10, 1, 0, 0, 2, 10, 12, 0.5, 0),
                "iouThreshold: " + threshold);

        assertThat(output.getRows().get(0).getDetections()).hasSize(boxes);
    }

    @Test
    void aSuppressedBoxSuppressesNobody() {
        DetectionOutput output = detect(
                JOINED,
                FixedResults.of(Shape.of(3, 6), 0, 0, 10, 10, 1, 0, 0, 4, 10, 14, 0.75, 0, 0, 8, 10, 18, 0.5, 0),
                "iouThreshold: 0.4");

        assertThat(output.getRows().get(0).getDetections())
                .extracting(Detection::getScore)
                .containsExactly(1f, 0.5f);
    }

    @ParameterizedTest
    @CsvSource({"xyxy, 1, 2, 5, 8", "yxyx, 2, 1, 8, 5", "xywh, 1, 2, 4, 6", "cxcywh, 3, 5, 4, 6", "xyxy, 5, 8, 1, 2"})
    void understandsEveryFormatOfBoxes(String format, double a, double b, double c, double d) {
        DetectionOutput output = detect(JOINED, FixedResults.of(Shape.of(1, 6), a, b, c, d, 1, 0), "format: " + format);

        assertThat(output.getRows().get(0).getDetections())
                .containsExactly(new Detection("cat", 0, 1f, new Box(1f, 2f, 5f, 8f)));
    }

    @Test
    void readsATransposedOutput() {
        ModelBinding model = Models.withOutputs(PETS, Models.tensor("y", DataType.FLOAT32, -1, 6, -1));

        DetectionOutput output = detect(
                model, FixedResults.of(Shape.of(6, 2), 0, 20, 0, 0, 10, 30, 10, 10, 0.5, 0, 0, 1), "transposed: true");

        assertThat(output.getRows().get(0).getDetections())
                .containsExactly(
                        new Detection("dog", 1, 1f, new Box(20f, 0f, 30f, 10f)),
                        new Detection("cat", 0, 0.5f, new Box(0f, 0f, 10f, 10f)));
    }

    @Test
    void multipliesByObjectness() {
        ModelBinding model = Models.withOutputs(PETS, Models.tensor("y", DataType.FLOAT32, -1, -1, 7));

        DetectionOutput output = detect(
                model,
                FixedResults.of(Shape.of(2, 7), 0, 0, 10, 10, 0.5, 0, 1, 20, 0, 30, 10, 0.125, 1, 0),
                "objectness: true");

        assertThat(output.getRows().get(0).getDetections())
                .containsExactly(new Detection("dog", 1, 0.5f, new Box(0f, 0f, 10f, 10f)));
    }

    @Test
    void readsBoxesAndScoresOfSeparateOutputs() {
        DetectionOutput output = detect(
                SEPARATE,
                FixedResults.of(Shape.of(2, 4), 0, 0, 0.5, 0.5, 0.5, 0.5, 1, 1)
                        .and(FixedResults.of(Shape.of(2, 2), 0.25, 0.75, 0.1, 0.2)),
                "boxes: boxes",
                "scores: scores",
                "unit: relative");

        assertThat(output)
                .isEqualTo(new DetectionOutput(
                        BoxUnit.RELATIVE,
                        List.of(new DetectedRow(
                                List.of(new Detection("dog", 1, 0.75f, new Box(0f, 0f, 0.5f, 0.5f)))))));
    }

    @Test
    void readsClassesThatTheModelChose() {
        ModelBinding model = Models.withOutputs(
                PETS,
                Models.tensor("boxes", DataType.FLOAT32, -1, -1, 4),
                Models.tensor("scores", DataType.FLOAT32, -1, -1),
                Models.tensor("classes", DataType.INT64, -1, -1));

        DetectionOutput output = detect(
                model,
                FixedResults.of(Shape.of(2, 4), 0, 0, 10, 10, 20, 0, 30, 10)
                        .and(FixedResults.of(Shape.of(2), 0.5, 0.75))
                        .and(FixedResults.of(DataType.INT64, Shape.of(2), 1, 0)),
                "boxes: boxes",
                "scores: scores",
                "classes: classes");

        assertThat(output.getRows().get(0).getDetections())
                .extracting(Detection::getLabel)
                .containsExactly("cat", "dog");
    }

    @Test
    void answersEveryRowWithAtMostSoManyObjects() {
        DetectionOutput output = detect(
                JOINED,
                FixedResults.of(
                        Shape.of(2, 6), 0, 0, 10, 10, 0.5, 0, 20, 0, 30, 10, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 1, 1, 0, 0),
                "maxDetections: 1");

        assertThat(output.getRows())
                .containsExactly(
                        new DetectedRow(List.of(new Detection("cat", 0, 1f, new Box(20f, 0f, 30f, 10f)))),
                        new DetectedRow(List.of()));
    }

    @Test
    void letsOnlyTheBestCandidatesTakePart() {
        DetectionOutput output = detect(
                JOINED,
                FixedResults.of(Shape.of(3, 6), 0, 0, 10, 10, 0.5, 0, 20, 0, 30, 10, 1, 0, 40, 0, 50, 10, 0.75, 0),
                "maxCandidates: 2");

        assertThat(output.getRows().get(0).getDetections())
                .extracting(Detection::getScore)
                .containsExactly(1f, 0.75f);
    }

    @Test
    void mayFindNothingAtAll() {
        assertThat(detect(JOINED, FixedResults.of(Shape.of(0, 6))).getRows())
                .containsExactly(new DetectedRow(List.of()));
    }

    @Test
    void refusesScoresThatAreNotFinite() {
        assertThatThrownBy(() ->
                        detect(JOINED, FixedResults.of(Shape.of(2, 6), 0, 0, 1, 1, 1, 0, 0, 0, 1, 1, 0, Double.NaN)))
                .isInstanceOfSatisfying(RecordException.class, refused -> assertThat(refused.failure())
                        .isEqualTo(RecordFailure.ENGINE_REJECTED))
                .hasMessage("the model's output is not finite: output=y, row=0, index=11, value=NaN");
    }

    @Test
    void refusesOutputsThatDisagree() {
        FixedResults results =
                FixedResults.of(Shape.of(2, 4), 0, 0, 1, 1, 0, 0, 1, 1).and(FixedResults.of(Shape.of(3, 1), 1, 1, 1));

        assertThatThrownBy(() -> detect(SEPARATE, results, "boxes: boxes", "scores: scores"))
                .isInstanceOf(RecordException.class)
                .hasMessage("the model's outputs disagree on the number of boxes: boxes=[2,4], scores=[3,1]");
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void reportsEveryMistakeOfItsSettings(ModelBinding model, String settings, List<String> problems) {
        assertThat(Settings.of(settings.split("; ", -1))
                        .problemsOf(new DetectionPostprocessorFactory()::configure, model))
                .containsExactlyInAnyOrderElementsOf(problems);
    }

    static List<Arguments> mistakes() {
        return List.of(
                Arguments.of(
                        JOINED,
                        "scoreThreshold: 1.5; iouThreshold: -1; format: xxyy",
                        List.of(
                                "stage.scoreThreshold: must be from 0 to 1, is 1.5",
                                "stage.iouThreshold: must be from 0 to 1, is -1.0",
                                "stage.format: must be one of xyxy, yxyx, xywh, cxcywh, is xxyy, did you mean xyxy?")),
                Arguments.of(
                        JOINED,
                        "objectness: true",
                        List.of("stage.labels: must have one line for each class: labels=2, classes=1,"
                                + " from=model toy")),
                Arguments.of(
                        Models.withOutputs(PETS, Models.tensor("y", DataType.FLOAT32, -1, 4)),
                        "unit: relative",
                        List.of("stage.output: must have the row shape [boxes,4 + classes], has [4]")),
                Arguments.of(
                        SEPARATE,
                        "boxes: scores; scores: boxes; classes: scores",
                        List.of(
                                "stage.boxes: must have the row shape [boxes,4], has [-1,2]",
                                "stage.scores: must have the row shape [boxes], or [boxes,classes] without an output"
                                        + " of classes, has [-1,4]",
                                "stage.labels: must have one line for each class: labels=2, classes=4,"
                                        + " from=model toy")));
    }

    private static DetectionOutput detect(ModelBinding model, FixedResults results, String... settings) {
        return (DetectionOutput) Settings.of(settings.length == 0 ? new String[] {"# defaults"} : settings)
                .read(new DetectionPostprocessorFactory()::configure, model)
                .get()
                .output(results);
    }
}
