package io.penstock.topology.stage.tensor;

import io.penstock.engine.TensorSpec;
import io.penstock.topology.config.Section;
import io.penstock.topology.stage.ModelBinding;
import io.penstock.topology.stage.Postprocessor;
import io.penstock.topology.stage.PostprocessorFactory;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** {@code postprocess: tensor}: the model's outputs as they are, all of them or those named. */
public final class TensorPostprocessorFactory implements PostprocessorFactory {
    @Override
    public String type() {
        return "tensor";
    }

    @Override
    public Supplier<Postprocessor> configure(Section settings, ModelBinding model) {
        List<TensorSpec> outputs = model.signature().outputs();
        List<String> known = outputs.stream().map(TensorSpec::name).toList();
        List<String> wanted = settings.texts("outputs", known);
        for (String name : wanted) {
            if (!known.contains(name)) {
                settings.problem(
                        "outputs", "the model has no output " + name + ", it has: " + String.join(", ", known));
            }
        }
        int[] indices = IntStream.range(0, known.size())
                .filter(i -> wanted.contains(known.get(i)))
                .toArray();
        Postprocessor postprocessor = new TensorPostprocessor(outputs, indices);
        return () -> postprocessor;
    }
}
