package io.penstock.topology.stage.regression;

import io.penstock.RecordException;
import io.penstock.inference.RowResults;
import io.penstock.schema.NamedValue;
import io.penstock.schema.RegressedRow;
import io.penstock.schema.RegressionOutput;
import io.penstock.topology.stage.ModelBinding;
import io.penstock.topology.stage.Postprocessor;
import io.penstock.topology.stage.Scores;
import java.util.List;
import java.util.stream.IntStream;

/** All numbers of one output, {@code [N, values]}. Immutable and thread-safe. */
final class RegressionPostprocessor implements Postprocessor {
    private final ModelBinding model;
    private final int output;
    private final List<String> names;

    /**
     * For one output of a model.
     *
     * @param names one for each value of a row, or none
     */
    RegressionPostprocessor(ModelBinding model, int output, List<String> names) {
        this.model = model;
        this.output = output;
        this.names = List.copyOf(names);
    }

    /**
     * The answer to one request.
     *
     * @throws RecordException ENGINE_REJECTED, if a value is not finite
     */
    @Override
    public RegressionOutput output(RowResults results) {
        Scores scores = Scores.of(results, model, output);
        return new RegressionOutput(IntStream.range(0, scores.rows())
                .mapToObj(row -> new RegressedRow(IntStream.range(0, scores.perRow())
                        .mapToObj(i -> new NamedValue(name(i), scores.at(row, i)))
                        .toList()))
                .toList());
    }

    private String name(int index) {
        return names.isEmpty() ? "" : names.get(index);
    }
}
