package io.penstock.benchmarks.pipeline;

import io.penstock.schema.InferenceRequest;
import io.penstock.topology.bench.load.RequestPool;
import io.penstock.topology.config.PipelineConfig;
import io.penstock.topology.config.StageConfig;
import io.penstock.topology.config.StageName;
import io.penstock.topology.pipeline.BoundStages;
import java.util.List;

/**
 * The requests of a benchmark.
 *
 * @param records how many there are
 * @param pool how many of them differ
 * @param rows the rows of each
 * @param imageSide the width and height of the images that are made, in pixels
 */
record Load(int records, int pool, int rows, int imageSide) {
    private static final int LEAST_RECORDS = 100;
    private static final int LEAST_SIDE = 8;

    Load {
        Settings.require("--records", records, LEAST_RECORDS);
        Settings.require("--pool", pool, 1);
        Settings.require("--rows-per-request", rows, 1);
        Settings.require("--image-side", imageSide, LEAST_SIDE);
    }

    /**
     * Those that differ: the model's held-out images, JPEG images if it has none, or random tensors.
     *
     * @throws io.penstock.PenstockException FATAL, if the preprocess stage reads something else, or images and several
     *     rows are wanted
     */
    List<InferenceRequest> requests(PipelineConfig config, BoundStages stages) {
        boolean made =
                rows == 1 && readsImages(config) && stages.model().heldOut().isEmpty();
        return made ? RandomJpegs.requests(pool, imageSide) : RequestPool.of(config, stages, pool, rows);
    }

    private static boolean readsImages(PipelineConfig config) {
        return config.runs(StageName.PREPROCESS)
                && config.preprocess().map(StageConfig::type).orElse("").equals("image");
    }
}
