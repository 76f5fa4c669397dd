package io.penstock.topology.stage.json;

import io.penstock.topology.config.Section;
import io.penstock.topology.stage.ModelBinding;
import io.penstock.topology.stage.Preprocessor;
import io.penstock.topology.stage.PreprocessorFactory;
import java.util.List;
import java.util.function.Supplier;

/** {@code preprocess: json}: the fields of a JSON document to tensors. */
public final class JsonPreprocessorFactory implements PreprocessorFactory {
    @Override
    public String type() {
        return "json";
    }

    @Override
    public Supplier<Preprocessor> configure(Section settings, ModelBinding model) {
        FieldPath rows = FieldSettings.path(settings, "rows", settings.text("rows", ""));
        if (model.buckets().size() > 1) {
            settings.problem(
                    "type",
                    "the json stage needs a model with one row shape, it has "
                            + model.buckets().size() + " buckets");
        }
        List<JsonField> fields = new FieldSettings(model).read(settings);
        Preprocessor preprocessor = new JsonPreprocessor(model, rows, fields);
        return () -> preprocessor;
    }
}
