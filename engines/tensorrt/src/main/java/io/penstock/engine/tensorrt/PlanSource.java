package io.penstock.engine.tensorrt;

import io.penstock.engine.EngineException;
import io.penstock.engine.EngineOptions;
import io.penstock.engine.ModelArtifact;
import io.penstock.engine.tensorrt.gpu.Gpu;
import java.util.Set;

/** Where plans come from. Thread-safe. */
public interface PlanSource {
    /**
     * The plan of this model for this GPU, the loaded version of TensorRT, and the precision that {@code options} ask
     * for.
     *
     * @throws EngineException FATAL, if there is none, it is not what its manifest says, or it is not verified; the
     *     message lists those there are and says how to build it
     */
    LocatedPlan find(ModelArtifact model, EngineOptions options, Gpu gpu);

    /** The names of the options' properties that it reads itself. */
    Set<String> propertyNames();
}
