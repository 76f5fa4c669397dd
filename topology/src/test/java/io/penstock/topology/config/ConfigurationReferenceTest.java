package io.penstock.topology.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigurationReferenceTest {
    @Test
    void documentsExactlyTheKeysThatAreRead() {
        PipelineConfig config = PipelineConfig.parse("name: <name>", "pipeline.yaml", Path.of(""), Map.of());

        assertThat(ConfigurationReference.ofThePipeline())
                .containsExactlyInAnyOrderElementsOf(config.problems().keys());
    }
}
