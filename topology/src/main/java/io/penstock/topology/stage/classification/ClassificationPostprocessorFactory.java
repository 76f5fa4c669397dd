package io.penstock.topology.stage.classification;

import io.penstock.engine.Shape;
import io.penstock.topology.config.Section;
import io.penstock.topology.stage.Labels;
import io.penstock.topology.stage.ModelBinding;
import io.penstock.topology.stage.Postprocessor;
import io.penstock.topology.stage.PostprocessorFactory;
import java.util.function.Supplier;

/** {@code postprocess: classification}: scores to the best classes. */
public final class ClassificationPostprocessorFactory implements PostprocessorFactory {
    private static final int TOP_K = 5;

    @Override
    public String type() {
        return "classification";
    }

    @Override
    public Supplier<Postprocessor> configure(Section settings, ModelBinding model) {
        int output = model.output(settings, "output");
        int classes = classes(settings, model, output);
        int most = classes == 0 ? Integer.MAX_VALUE : classes;
        Postprocessor postprocessor = new ClassificationPostprocessor(
                model,
                output,
                settings.flag("softmax", true),
                settings.integer("topK", Math.min(TOP_K, most), 1, most),
                settings.has("threshold") ? settings.number("threshold", 0) : Double.NEGATIVE_INFINITY,
                Labels.read(settings, model, classes));
        return () -> postprocessor;
    }

    /** How many classes the model has; 0 if only its results say so. */
    private static int classes(Section settings, ModelBinding model, int output) {
        Shape row = model.signature().outputs().get(output).rowShape();
        if (row.isDynamic()) {
            return 0;
        }
        long largest = 1;
        for (int i = 0; i < row.rank(); i++) {
            largest = Math.max(largest, row.dimension(i));
        }
        if (largest != row.elements()) {
            settings.problem("output", "must have one score for each class, has the row shape " + row);
        }
        return (int) largest;
    }
}
