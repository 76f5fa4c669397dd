package io.penstock.topology.stage.tensor;

import io.penstock.engine.DataType;
import io.penstock.engine.TensorSpec;
import io.penstock.topology.config.Section;
import io.penstock.topology.stage.ModelBinding;
import io.penstock.topology.stage.Preprocessor;
import io.penstock.topology.stage.PreprocessorFactory;
import io.penstock.topology.stage.TensorElements;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** {@code preprocess: tensor}: named tensors as they are. */
public final class TensorPreprocessorFactory implements PreprocessorFactory {
    @Override
    public String type() {
        return "tensor";
    }

    @Override
    public Supplier<Preprocessor> configure(Section settings, ModelBinding model) {
        ContentCheck check = new ContentCheck(settings.flag("finite", false));
        Section values = settings.section("padValue");
        List<Long> padding = model.signature().inputs().stream()
                .map(input -> padding(values, input))
                .toList();
        Preprocessor preprocessor = new TensorPreprocessor(model, check, padding);
        return () -> preprocessor;
    }

    private static long padding(Section values, TensorSpec input) {
        double value = values.number(input.name(), 0);
        DataType dtype = input.dtype();
        OptionalLong bits = TensorElements.bits(dtype, value);
        if (bits.isEmpty()) {
            values.problem(input.name(), "must be a value of the input's dtype " + dtype + ", is " + value);
        }
        return bits.orElse(0);
    }
}
