package io.penstock.topology.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PipelineTextTest {
    private static final String YAML =
            """
            name: digits
            kafka: { bootstrap.servers: "far:9092", client.id: me }
            registry: { url: "http://far:8081" }
            input: { topic: in }
            preprocess: { type: image, scale: 1/255 }
            infer: { model: digits, window: 5ms, maxBatch: 64 }
            output: { topic: out }
            """;

    @Test
    void setsKeysAndLeavesTheOthers() {
        PipelineConfig config = parse(PipelineText.of(YAML, "pipeline.yaml")
                .with("near:9092", "kafka", "bootstrap.servers")
                .with("${WHERE}", "infer", "engine", "plans"));

        assertThat(config.kafka())
                .containsOnly(Map.entry("bootstrap.servers", "near:9092"), Map.entry("client.id", "me"));
        assertThat(config.infer().orElseThrow().engine()).containsOnly(Map.entry("plans", "/there"));
        assertThat(config.infer().orElseThrow().maxBatch()).isEqualTo(64);
        assertThat(config.infer().orElseThrow().window()).hasMillis(5);
    }

    @Test
    void takesKeysAway() {
        PipelineConfig config = parse(PipelineText.of(YAML, "pipeline.yaml")
                .with("in.batch", "input", "batchTopic")
                .without("input", "batchTopic")
                .without("deadLetters", "topic"));

        assertThat(config.input().batchTopic()).isEmpty();
        assertThat(config.input().topic()).isEqualTo("in");
    }

    @Test
    void doesNotChange() {
        PipelineText text = PipelineText.of(YAML, "pipeline.yaml");
        text.with("other", "infer", "model");

        assertThat(parse(text).infer().orElseThrow().model()).isEqualTo("digits");
    }

    @Test
    void refusesWhatIsNoMapping() {
        assertThatThrownBy(() -> PipelineText.of("- a", "pipeline.yaml"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("the file is no YAML mapping of keys to values");
        assertThatThrownBy(() -> PipelineText.of("a: [", "pipeline.yaml"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("is not valid YAML: ");
    }

    private static PipelineConfig parse(PipelineText text) {
        return PipelineConfig.parse(text.yaml(), "pipeline.yaml", Path.of(""), Map.of("WHERE", "/there"));
    }
}
