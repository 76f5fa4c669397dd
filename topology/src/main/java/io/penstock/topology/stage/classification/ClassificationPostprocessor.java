package io.penstock.topology.stage.classification;

import io.penstock.RecordException;
import io.penstock.inference.RowResults;
import io.penstock.schema.ClassificationOutput;
import io.penstock.schema.ClassifiedRow;
import io.penstock.schema.ScoredClass;
import io.penstock.topology.stage.Labels;
import io.penstock.topology.stage.ModelBinding;
import io.penstock.topology.stage.Postprocessor;
import io.penstock.topology.stage.Scores;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The best classes of each row, {@code [N, classes]}. Immutable and thread-safe. */
final class ClassificationPostprocessor implements Postprocessor {
    private final ModelBinding model;
    private final int output;
    private final boolean softmax;
    private final int topK;
    private final double threshold;
    private final Labels labels;

    /**
     * For one output of a model.
     *
     * @param softmax whether the scores become probabilities first
     * @param topK the most classes of a row
     * @param threshold the least score of a class
     */
    ClassificationPostprocessor(
            ModelBinding model, int output, boolean softmax, int topK, double threshold, Labels labels) {
        this.model = model;
        this.output = output;
        this.softmax = softmax;
        this.topK = topK;
        this.threshold = threshold;
        this.labels = labels;
    }

    /**
     * The answer to one request.
     *
     * @throws RecordException ENGINE_REJECTED, if a score is not finite
     */
    @Override
    public ClassificationOutput output(RowResults results) {
        Scores scores = Scores.of(results, model, output);
        return new ClassificationOutput(IntStream.range(0, scores.rows())
                .mapToObj(row -> new ClassifiedRow(classes(scores(scores, row))))
                .toList());
    }

    private double[] scores(Scores scores, int row) {
        double[] values = new double[scores.perRow()];
        for (int i = 0; i < values.length; i++) {
            values[i] = scores.at(row, i);
        }
        return softmax ? Softmax.of(values) : values;
    }

    private List<ScoredClass> classes(double[] scores) {
        List<ScoredClass> classes = new ArrayList<>();
        for (int index : TopK.of(scores, topK)) {
            if (scores[index] >= threshold) {
                classes.add(new ScoredClass(labels.name(index), index, (float) scores[index]));
            }
        }
        return classes;
    }
}
