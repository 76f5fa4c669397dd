package io.penstock.topology.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.topology.config.PipelineText;
import org.junit.jupiter.api.Test;

class BenchTopicsTest {
    @Test
    void leadAPipelineAwayFromAllItsTopics() {
        PipelineText text = PipelineText.of(
                """
                name: digits
                input: { topic: in, batchTopic: in.batch }
                output: { topic: out }
                deadLetters: { topic: dead }
                """,
                "pipeline.yaml");

        String yaml =
                new BenchTopics("digits-x", "in-x", "out-x", "dead-x").in(text).yaml();

        assertThat(yaml)
                .isEqualToIgnoringWhitespace(
                        """
                        {"name":"digits-x","input":{"topic":"in-x"},"output":{"topic":"out-x"},
                        "deadLetters":{"topic":"dead-x"}}""");
    }
}
