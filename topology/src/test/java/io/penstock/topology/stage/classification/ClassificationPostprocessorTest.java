package io.penstock.topology.stage.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.penstock.RecordException;
import io.penstock.RecordFailure;
import io.penstock.engine.DataType;
import io.penstock.engine.Shape;
import io.penstock.schema.ClassificationOutput;
import io.penstock.schema.ClassifiedRow;
import io.penstock.schema.ScoredClass;
import io.penstock.topology.stage.FixedResults;
import io.penstock.topology.stage.ModelBinding;
import io.penstock.topology.stage.Models;
import io.penstock.topology.stage.Settings;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClassificationPostprocessorTest {
    private static final Shape THREE = Shape.of(3);
    private static final ModelBinding PETS =
            Models.withOutputs(List.of("cat", "dog", "fish"), Models.tensor("logits", DataType.FLOAT32, -1, 3));

    @Test
    void turnsScoresIntoProbabilitiesBestFirst() {
        ClassifiedRow row =
                classify(PETS, FixedResults.of(THREE, 1, 3, 2)).getRows().get(0);

        assertThat(row.getClasses()).extracting(ScoredClass::getLabel).containsExactly("dog", "fish", "cat");
        assertThat(row.getClasses()).extracting(ScoredClass::getIndex).containsExactly(1, 2, 0);
        assertThat(row.getClasses().get(0).getScore()).isCloseTo(0.665241f, within(1e-6f));
        assertThat(row.getClasses().get(1).getScore()).isCloseTo(0.244728f, within(1e-6f));
        assertThat(row.getClasses().get(2).getScore()).isCloseTo(0.090031f, within(1e-6f));
    }

    @Test
    void survivesScoresThatOverflowTheExponential() {
        ClassifiedRow row = classify(PETS, FixedResults.of(THREE, 1000, 1000, -1000), "topK: 2")
                .getRows()
                .get(0);

        assertThat(row.getClasses()).containsExactly(new ScoredClass("cat", 0, 0.5f), new ScoredClass("dog", 1, 0.5f));
    }

    @Test
    void answersEveryRow() {
        ClassificationOutput output =
                classify(PETS, FixedResults.of(THREE, 9, 0, 0, 0, 0, 9), "softmax: false", "topK: 1");

        assertThat(output.getRows())
                .containsExactly(
                        new ClassifiedRow(List.of(new ScoredClass("cat", 0, 9f))),
                        new ClassifiedRow(List.of(new ScoredClass("fish", 2, 9f))));
    }

    @Test
    void keepsScoresAsTheyAreWithoutSoftmax() {
        assertThat(classify(PETS, FixedResults.of(THREE, -1, -3, -2), "softmax: false")
                        .getRows()
                        .get(0)
                        .getClasses())
                .containsExactly(
                        new ScoredClass("cat", 0, -1f),
                        new ScoredClass("fish", 2, -2f),
                        new ScoredClass("dog", 1, -3f));
    }

    @Test
    void leavesOutWhatIsBelowTheThreshold() {
        assertThat(classify(PETS, FixedResults.of(THREE, 0.5, 0.25, 0.75), "softmax: false", "threshold: 0.5")
                        .getRows()
                        .get(0)
                        .getClasses())
                .containsExactly(new ScoredClass("fish", 2, 0.75f), new ScoredClass("cat", 0, 0.5f));
    }

    @Test
    void mayFindNoClassAtAll() {
        assertThat(classify(PETS, FixedResults.of(THREE, 1, 1, 1), "threshold: 0.9")
                        .getRows())
                .containsExactly(new ClassifiedRow(List.of()));
    }

    @Test
    void ofEqualScoresTheLowerIndexComesFirst() {
        ModelBinding model = Models.withOutputs(List.of(), Models.tensor("y", DataType.FLOAT32, -1, 7));

        assertThat(classify(model, FixedResults.of(Shape.of(7), 1, 5, 5, 0, 5, 1, 5), "softmax: false", "topK: 4")
                        .getRows()
                        .get(0)
                        .getClasses())
                .extracting(ScoredClass::getIndex)
                .containsExactly(1, 2, 4, 6);
    }

    @Test
    void namesFiveClassesUnlessToldOtherwise() {
        ModelBinding model = Models.withOutputs(List.of(), Models.tensor("y", DataType.FLOAT32, -1, 7));

        assertThat(classify(model, FixedResults.of(Shape.of(7), 1, 2, 3, 4, 5, 6, 7))
                        .getRows()
                        .get(0)
                        .getClasses())
                .extracting(ScoredClass::getIndex)
                .containsExactly(6, 5, 4, 3, 2);
    }

    @ParameterizedTest
    @EnumSource(
            value = DataType.class,
            names = {"FLOAT16", "INT64", "INT32", "UINT8"})
    void readsScoresOfEveryType(DataType dtype) {
        ModelBinding model = Models.withOutputs(List.of(), Models.tensor("y", dtype, -1, 3, 1, 1));

        assertThat(classify(model, FixedResults.of(dtype, Shape.of(3, 1, 1), 1, 3, 2), "softmax: false", "topK: 1")
                        .getRows()
                        .get(0)
                        .getClasses())
                .containsExactly(new ScoredClass("", 1, 3f));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void refusesScoresThatAreNotFinite(double score) {
        assertThatThrownBy(() -> classify(PETS, FixedResults.of(THREE, 1, 2, 3, 4, 5, score)))
                .isInstanceOfSatisfying(RecordException.class, refused -> assertThat(refused.failure())
                        .isEqualTo(RecordFailure.ENGINE_REJECTED))
                .hasMessage("the model's output is not finite: output=logits, row=1, index=2, value=" + score);
    }

    @Test
    void choosesAmongOutputsByName() {
        ModelBinding model = Models.withOutputs(
                List.of(),
                Models.tensor("features", DataType.FLOAT32, -1, 2),
                Models.tensor("scores", DataType.FLOAT32, -1, 3));

        assertThat(classify(
                                model,
                                FixedResults.of(Shape.of(2), 9, 9).and(FixedResults.of(THREE, 1, 2, 3)),
                                "output: scores",
                                "softmax: false",
                                "topK: 1")
                        .getRows())
                .containsExactly(new ClassifiedRow(List.of(new ScoredClass("", 2, 3f))));
    }

    @Test
    void reportsEveryMistakeOfItsSettings() {
        assertThat(Settings.of("topK: 4", "softmax: maybe", "labels: nowhere.txt")
                        .problemsOf(new ClassificationPostprocessorFactory()::configure, PETS))
                .containsExactly(
                        "stage.topK: must be from 1 to 3, is 4",
                        "stage.softmax: must be true or false, is maybe",
                        "stage.labels: no such file, is nowhere.txt");
    }

    @Test
    void refusesAModelWhoseLabelsAreNotItsClasses() {
        ModelBinding model = Models.withOutputs(List.of("cat"), Models.tensor("y", DataType.FLOAT32, -1, 3));

        assertThat(Settings.of("topK: 1").problemsOf(new ClassificationPostprocessorFactory()::configure, model))
                .containsExactly(
                        "stage.labels: must have one line for each class: labels=1, classes=3, from=model toy");
    }

    @Test
    void refusesAnOutputOfSeveralDimensions() {
        ModelBinding model = Models.withOutputs(List.of(), Models.tensor("y", DataType.FLOAT32, -1, 128, 3));

        assertThat(Settings.of("topK: 1").problemsOf(new ClassificationPostprocessorFactory()::configure, model))
                .containsExactly("stage.output: must have one score for each class, has the row shape [128,3]");
    }

    private static ClassificationOutput classify(ModelBinding model, FixedResults results, String... settings) {
        return (ClassificationOutput) Settings.of(settings.length == 0 ? new String[] {"# defaults"} : settings)
                .read(new ClassificationPostprocessorFactory()::configure, model)
                .get()
                .output(results);
    }
}
