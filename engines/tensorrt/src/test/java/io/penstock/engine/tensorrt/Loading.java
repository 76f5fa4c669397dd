package io.penstock.engine.tensorrt;

import io.penstock.engine.Engine;
import io.penstock.engine.EngineOptions;
import io.penstock.engine.ModelArtifact;
import io.penstock.engine.testkit.ContractModel;
import java.nio.file.Path;
import java.util.Map;

/** Loads contract models in plans of their own. */
final class Loading {
    private Loading() {}

    static Engine load(ContractModel model, int maxRows) {
        return load(model, maxRows, new ContractPlans(model), Map.of());
    }

    static Engine load(ContractModel model, int maxRows, PlanSource plans, Map<String, String> properties) {
        return new TensorRtProvider(plans)
                .load(
                        new ModelArtifact(model.name(), "1", Path.of("none.onnx"), model.signature()),
                        new EngineOptions(maxRows, model.buckets(), 1, "fp32", 0, properties));
    }
}
