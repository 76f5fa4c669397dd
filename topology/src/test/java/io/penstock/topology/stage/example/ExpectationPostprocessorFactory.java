package io.penstock.topology.stage.example;

import io.penstock.schema.NamedValue;
import io.penstock.schema.RegressedRow;
import io.penstock.schema.RegressionOutput;
import io.penstock.topology.config.Section;
import io.penstock.topology.stage.ModelBinding;
import io.penstock.topology.stage.Postprocessor;
import io.penstock.topology.stage.PostprocessorFactory;
import io.penstock.topology.stage.Scores;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** {@code postprocess: expectation}: the mean class by its probabilities, as for a rating from 0 to 4 stars. */
public final class ExpectationPostprocessorFactory implements PostprocessorFactory {
    @Override
    public String type() {
        return "expectation";
    }

    @Override
    public Supplier<Postprocessor> configure(Section settings, ModelBinding model) {
        int output = model.output(settings, "output");
        String name = settings.text("name", "expectation");
        Postprocessor postprocessor = results -> {
            Scores scores = Scores.of(results, model, output);
            List<RegressedRow> rows = new ArrayList<>();
            for (int row = 0; row < scores.rows(); row++) {
                rows.add(new RegressedRow(List.of(new NamedValue(name, mean(scores, row)))));
            }
            return new RegressionOutput(rows);
        };
        return () -> postprocessor;
    }

    private static double mean(Scores scores, int row) {
        double sum = 0;
        double weighted = 0;
        for (int i = 0; i < scores.perRow(); i++) {
            sum += scores.at(row, i);
            weighted += i * scores.at(row, i);
        }
        return weighted / sum;
    }
}
