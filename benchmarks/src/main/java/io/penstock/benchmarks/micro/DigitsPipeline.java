package io.penstock.benchmarks.micro;

import io.penstock.schema.InferenceRequest;
import io.penstock.topology.bench.load.RequestPool;
import io.penstock.topology.config.PipelineConfig;
import io.penstock.topology.config.PipelineText;
import io.penstock.topology.pipeline.BoundStages;
import io.penstock.topology.stage.Stages;
import java.nio.file.Path;

/** The stages around the digits model, and a request to them. */
record DigitsPipeline(BoundStages stages, InferenceRequest request) {
    /** The topic of requests. */
    static final String TOPIC = "micro";

    /**
     * Reads the model.
     *
     * @param preprocess the stage as a file has it
     * @param postprocess likewise
     */
    static DigitsPipeline of(String preprocess, String postprocess) {
        PipelineConfig config = config(preprocess, postprocess);
        BoundStages stages = BoundStages.of(config, Stages.load());
        return new DigitsPipeline(stages, RequestPool.of(config, stages, 1).get(0));
    }

    private static PipelineConfig config(String preprocess, String postprocess) {
        PipelineText text = PipelineText.of(
                """
                name: micro
                kafka: { bootstrap.servers: "localhost:9" }
                registry: { url: "mock://micro" }
                input: { topic: micro }
                preprocess: %s
                infer: { model: digits, maxBatch: 64 }
                postprocess: %s
                output: { topic: micro.results }
                """
                        .formatted(preprocess, postprocess),
                "micro");
        return PipelineConfig.parse(text.yaml(), "micro", Path.of(""), System.getenv());
    }
}
