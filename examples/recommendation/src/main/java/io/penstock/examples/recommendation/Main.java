package io.penstock.examples.recommendation;

import io.penstock.topology.config.PipelineConfig;
import io.penstock.topology.pipeline.Pipeline;
import io.penstock.topology.recommendation.RecommendationPipeline;
import io.penstock.topology.recommendation.RecommendationSettings;
import java.nio.file.Path;

/** Runs the recommender of a {@code pipeline.yaml} until it is stopped or has failed. */
public final class Main {
    private Main() {}

    /** @param arguments the file */
    public static void main(String[] arguments) {
        if (arguments.length != 1) {
            System.err.println("Usage: java ... io.penstock.examples.recommendation.Main pipeline.yaml");
            System.exit(2);
        }
        PipelineConfig config = PipelineConfig.load(Path.of(arguments[0]));
        try (Pipeline pipeline = RecommendationPipeline.start(config, RecommendationSettings.DEFAULTS)) {
            Runtime.getRuntime().addShutdownHook(new Thread(pipeline::close, "shutdown"));
            pipeline.awaitTermination();
            if (pipeline.failure().isPresent()) {
                System.exit(1);
            }
        }
    }
}
