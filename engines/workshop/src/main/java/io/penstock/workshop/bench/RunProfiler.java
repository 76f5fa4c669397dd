package io.penstock.workshop.bench;

import io.penstock.engine.Bucket;
import io.penstock.engine.EngineException;
import io.penstock.engine.EngineOptions;
import io.penstock.engine.ModelArtifact;
import io.penstock.workshop.samples.Samples;
import java.util.List;

/**
 * Says where the time of a backend's runs goes; found by {@link java.util.ServiceLoader}. Its constructor loads no native
 * code. Thread-safe; what runs beside it on the device disturbs it.
 */
public interface RunProfiler {
    /** The backend whose runs it takes apart, such as {@code tensorrt}. */
    String backend();

    /**
     * Takes runs apart, each batch in the plan that the options choose.
     *
     * @param samples what the inputs are filled with, over and over
     * @param batches the rows of the runs, each at most the options' most
     * @throws EngineException what loading or a run fails with
     */
    List<RunProfile> profile(
            ModelArtifact model, EngineOptions options, Bucket bucket, Samples samples, List<Integer> batches);
}
