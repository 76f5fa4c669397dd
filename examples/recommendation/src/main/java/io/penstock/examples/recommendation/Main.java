package io.penstock.examples.recommendation;

import io.penstock.topology.config.PipelineConfig;
import io.penstock.topology.pipeline.Pipeline;
import io.penstock.topology.recommendation.RecommendationPipeline;
import io.penstock.topology.recommendation.RecommendationSettings;
import java.nio.file.Path;

/** Runs the recommender of a {@code pipeline.yaml} until it is stopped or has failed. */
public final class Main {
    private Main() {}

    /**
     * Runs it.
     *
     * @param arguments the file, and nothing else
     */
    public static void main(String[] arguments) {
        PipelineConfig config = PipelineConfig.load(Path.of(arguments[0]));
        Pipeline pipeline = RecommendationPipeline.start(config, RecommendationSettings.DEFAULTS);
        Runtime.getRuntime().addShutdownHook(new Thread(pipeline::close, "shutdown"));
        System.out.println("Recommending; Ctrl-C stops it.");
        pipeline.awaitTermination();
        System.exit(pipeline.failure().isPresent() ? 1 : 0);
    }
}
