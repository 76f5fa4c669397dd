package io.penstock.workshop.build;

import io.penstock.engine.Availability;
import io.penstock.engine.EngineException;
import io.penstock.workshop.plan.LoadedPlan;
import java.nio.file.Path;
import java.util.List;

/**
 * Builds plans for one vendor's GPUs; found by {@link java.util.ServiceLoader}. Its constructor loads no native code.
 * Thread-safe; builds on one GPU disturb each other's measuring, so do one at a time.
 */
public interface EngineBuilder {
    /** The backend that runs its plans, such as {@code tensorrt}. */
    String backend();

    /** Whether it can build here. Never throws. */
    Availability availability();

    /**
     * The GPU of this index.
     *
     * @throws EngineException FATAL, if there is none; the message says how many there are
     */
    Device device(int index);

    /**
     * Builds a plan and writes it to a file that does not exist yet.
     *
     * @throws EngineException FATAL, if the model cannot be built; the message names nodes, operators and the way out
     * @throws BuildCancelledException if the listener cancelled it
     */
    BuildReport build(BuildRequest request, Path plan, BuildListener listener);

    /**
     * Reads what a plan says of itself.
     *
     * @param plugins the libraries it was built with
     * @throws EngineException FATAL, if the plan is none for this GPU
     */
    PlanInspection inspect(LoadedPlan plan, int device, List<Path> plugins);
}
