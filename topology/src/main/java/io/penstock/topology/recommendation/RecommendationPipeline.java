package io.penstock.topology.recommendation;

import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import io.penstock.topology.config.InferConfig;
import io.penstock.topology.config.PipelineConfig;
import io.penstock.topology.config.PipelineText;
import io.penstock.topology.model.Model;
import io.penstock.topology.model.ModelRepository;
import io.penstock.topology.pipeline.Pipeline;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** Starts the pipeline that recommends items in reaction to events. */
public final class RecommendationPipeline {
    private static final String FILE = "recommendation.yaml";

    private RecommendationPipeline() {}

    /** The configuration that Penstock brings along, with these variables; the names are those of the file. */
    public static PipelineConfig config(Map<String, String> variables) {
        return config(variables, Map.of());
    }

    /** As {@link #config(Map)}, with these properties of the backend alone. */
    public static PipelineConfig config(Map<String, String> variables, Map<String, String> engine) {
        String yaml = yaml();
        PipelineText text = PipelineText.of(yaml, FILE);
        for (Map.Entry<String, String> property : engine.entrySet()) {
            text = text.with(property.getValue(), "infer", "engine", property.getKey());
        }
        return PipelineConfig.parse(engine.isEmpty() ? yaml : text.yaml(), FILE, Path.of("."), variables);
    }

    private static String yaml() {
        try (InputStream file = RecommendationPipeline.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException("not on the class path: " + FILE);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The model that the configuration names. */
    public static Model model(PipelineConfig config) {
        InferConfig infer = config.infer()
                .orElseThrow(() -> new IllegalArgumentException("infer: is required, names the model that ranks"));
        return new ModelRepository(config.models()).find(infer.model(), infer.version());
    }

    /**
     * Starts it; the topics are there.
     *
     * @throws PenstockException FATAL, if a request of so many candidates does not fit into a batch, or as {@link
     *     Pipeline#start(PipelineConfig)}
     */
    public static Pipeline start(PipelineConfig config, RecommendationSettings settings) {
        Model model = model(config);
        int maxBatch = config.infer().orElseThrow().maxBatch();
        if (settings.candidates() > maxBatch) {
            throw new PenstockException(
                    FailureCategory.FATAL,
                    "a request's candidates must fit into one batch: candidates=" + settings.candidates()
                            + ", infer.maxBatch=" + maxBatch);
        }
        return Pipeline.start(config, new RecommendationLayout(config, RankerModel.of(model), settings));
    }
}
