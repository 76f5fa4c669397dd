package io.penstock.benchmarks.pipeline;

import io.penstock.schema.InferenceRequest;
import io.penstock.topology.config.PipelineConfig;
import io.penstock.topology.pipeline.BoundStages;
import io.penstock.topology.terminal.StopSignal;
import io.penstock.topology.terminal.Terminal;
import java.time.Duration;
import java.util.List;

/**
 * Measures what the pipeline's threads do besides waiting for the engine, each part alone and in as many threads.
 * Immutable.
 *
 * @param stages the pipeline's stages
 * @param partitions the partitions of its input
 * @param duration how long each part is measured, after as long a warm-up
 */
record ThreadsAlone(BoundStages stages, int partitions, Duration duration, Terminal terminal, StopSignal stop) {

    /**
     * Measures, and says so.
     *
     * @param engine what the engine reaches alone, in requests a second
     * @param local where the backlog is
     * @param pool the requests that differ
     * @param values the same as the backlog has them
     * @throws io.penstock.topology.terminal.StoppedException if it was stopped
     */
    Parts besides(double engine, PipelineConfig local, List<InferenceRequest> pool, List<byte[]> values) {
        boolean inPlace = InPlaceRows.takes(stages, values);
        int threads = Math.min(local.run().threads(), partitions); // the others have no partition
        stop.check();
        terminal.print("Measuring the preprocess stage alone");
        PreprocessAlone preprocess =
                inPlace ? PreprocessAlone.inPlace(stages, values) : PreprocessAlone.ofDecoded(stages, pool);
        double preprocessing = preprocess.requestsPerSecond(threads, duration);
        stop.check();
        terminal.print("Measuring the reading alone");
        double reading = new ReadingAlone(local, partitions, stages.infer().pollRecords(), !inPlace)
                .requestsPerSecond(threads, duration);
        return Parts.of(engine, preprocessing, reading, inPlace);
    }
}
