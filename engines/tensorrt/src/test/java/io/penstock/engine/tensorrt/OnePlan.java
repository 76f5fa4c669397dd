package io.penstock.engine.tensorrt;

import io.penstock.engine.EngineOptions;
import io.penstock.engine.ModelArtifact;
import io.penstock.engine.tensorrt.gpu.Gpu;
import java.util.Set;

/** Has one plan for everything. */
record OnePlan(LocatedPlan plan) implements PlanSource {
    @Override
    public LocatedPlan find(ModelArtifact model, EngineOptions options, Gpu gpu) {
        return plan;
    }

    @Override
    public Set<String> propertyNames() {
        return Set.of();
    }
}
