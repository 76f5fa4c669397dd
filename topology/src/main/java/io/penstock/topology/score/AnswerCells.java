package io.penstock.topology.score;

import io.penstock.RecordException;
import io.penstock.RecordFailure;
import io.penstock.schema.ClassificationOutput;
import io.penstock.schema.ClassifiedRow;
import io.penstock.schema.DetectionOutput;
import io.penstock.schema.RegressionOutput;
import io.penstock.schema.ScoredClass;
import io.penstock.schema.TensorOutput;
import io.penstock.topology.score.format.ScoreCell;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;

/**
 * The columns of one row's answer. A classification gives {@code prediction}, {@code score} and {@code scores}; a
 * regression one column for each value; tensors one for each output; a detection {@code detections}. Immutable.
 *
 * @param prefix the beginning of each name
 */
public record AnswerCells(String prefix) {
    /** The columns, or why there are none. */
    public Answer of(Object output) {
        try {
            return new Answer.Scored(cells((SpecificRecord) output));
        } catch (RecordException e) {
            return Answer.Refused.because(e);
        }
    }

    private List<ScoreCell> cells(SpecificRecord output) {
        if (output instanceof ClassificationOutput classification) {
            return classes(one(classification.getRows()));
        }
        if (output instanceof RegressionOutput regression) {
            var values = one(regression.getRows()).getValues();
            return IntStream.range(0, values.size())
                    .mapToObj(i -> ScoreCell.number(
                            name(values.get(i).getName(), i, values.size()),
                            values.get(i).getValue()))
                    .toList();
        }
        if (output instanceof DetectionOutput detection) {
            String objects = one(detection.getRows()).getDetections().stream()
                    .map(String::valueOf)
                    .collect(Collectors.joining(",", "[", "]"));
            return List.of(
                    ScoreCell.json(prefix + "detections", objects),
                    ScoreCell.text(prefix + "unit", detection.getUnit().name().toLowerCase(Locale.ROOT)));
        }
        return ((TensorOutput) output)
                .getTensors().stream()
                        .map(tensor -> numbers(prefix + tensor.getName(), TensorNumbers.of(tensor)))
                        .toList();
    }

    private List<ScoreCell> classes(ClassifiedRow row) {
        List<ScoreCell> cells = new ArrayList<>();
        List<ScoredClass> classes = row.getClasses();
        cells.add(ScoreCell.text(prefix + "prediction", classes.isEmpty() ? "" : label(classes.get(0))));
        cells.add(ScoreCell.number(
                prefix + "score", classes.isEmpty() ? Float.NaN : classes.get(0).getScore()));
        cells.add(ScoreCell.scores(
                prefix + "scores",
                classes.stream().map(AnswerCells::label).toList(),
                classes.stream().map(ScoredClass::getScore).toList()));
        return cells;
    }

    private static ScoreCell numbers(String name, List<Number> numbers) {
        return numbers.size() == 1 ? ScoreCell.number(name, numbers.get(0)) : ScoreCell.numbers(name, numbers);
    }

    private static String label(ScoredClass scored) {
        return scored.getLabel().isEmpty() ? Integer.toString(scored.getIndex()) : scored.getLabel();
    }

    private String name(String given, int index, int count) {
        String fallback = count == 1 ? "value" : "value_" + index;
        return prefix + (given.isEmpty() ? fallback : given);
    }

    private static <T> T one(List<T> rows) {
        if (rows.size() != 1) {
            throw new RecordException(
                    RecordFailure.INVALID_INPUT,
                    "a row of a table must become one row of the model: rows=" + rows.size()
                            + "; leave preprocess.rows out, or give each of them a row of its own");
        }
        return rows.get(0);
    }
}
