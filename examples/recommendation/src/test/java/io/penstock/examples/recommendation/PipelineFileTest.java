package io.penstock.examples.recommendation;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.topology.config.PipelineConfig;
import io.penstock.topology.recommendation.RecommendationTopics;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class PipelineFileTest {
    @Test
    void namesTheTopicsOfTheReadme() {
        PipelineConfig config = PipelineConfig.load(Path.of("pipeline.yaml"));

        config.problems().throwIfAny();
        assertThat(RecommendationTopics.of(config))
                .isEqualTo(
                        new RecommendationTopics("shop.events", "shop.items", "shop.profiles", "shop.recommendations"));
    }
}
