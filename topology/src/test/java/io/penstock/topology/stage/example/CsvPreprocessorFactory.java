package io.penstock.topology.stage.example;

import io.penstock.engine.Shape;
import io.penstock.topology.config.Section;
import io.penstock.topology.stage.ModelBinding;
import io.penstock.topology.stage.Preprocessor;
import io.penstock.topology.stage.PreprocessorFactory;
import java.util.function.Supplier;

/** {@code preprocess: csv}: each line of a text is a row of numbers. */
public final class CsvPreprocessorFactory implements PreprocessorFactory {
    @Override
    public String type() {
        return "csv";
    }

    @Override
    public Supplier<Preprocessor> configure(Section settings, ModelBinding model) {
        int input = model.input(settings, "input");
        String separator = settings.text("separator", ",");
        Shape row = model.signature().inputs().get(input).rowShape();
        if (row.rank() != 1 || row.isDynamic()) {
            settings.problem("input", "must have rows of a fixed number of values, has the row shape " + row);
        }
        return () -> new CsvPreprocessor(model, input, separator);
    }
}
