package io.penstock.topology.stage.regression;

import io.penstock.engine.Shape;
import io.penstock.topology.config.Section;
import io.penstock.topology.stage.ModelBinding;
import io.penstock.topology.stage.Postprocessor;
import io.penstock.topology.stage.PostprocessorFactory;
import java.util.List;
import java.util.function.Supplier;

/** {@code postprocess: regression}: one output's numbers, with names. */
public final class RegressionPostprocessorFactory implements PostprocessorFactory {
    @Override
    public String type() {
        return "regression";
    }

    @Override
    public Supplier<Postprocessor> configure(Section settings, ModelBinding model) {
        int output = model.output(settings, "output");
        Shape row = model.signature().outputs().get(output).rowShape();
        List<String> names = settings.texts("names", List.of());
        if (!names.isEmpty() && (row.isDynamic() || row.elements() != names.size())) {
            settings.problem(
                    "names", "must be one for each value of the output: names=" + names.size() + ", row shape=" + row);
        }
        Postprocessor postprocessor = new RegressionPostprocessor(model, output, names);
        return () -> postprocessor;
    }
}
