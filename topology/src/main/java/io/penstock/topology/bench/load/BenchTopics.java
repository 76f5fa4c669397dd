package io.penstock.topology.bench.load;

import io.penstock.topology.config.PipelineConfig;
import io.penstock.topology.config.PipelineText;
import java.util.List;

/**
 * The throw-away topics of one pipeline under load.
 *
 * @param application the pipeline's name and group
 * @param input where requests go
 * @param output where results come
 * @param deadLetters where refused requests come
 */
record BenchTopics(String application, String input, String output, String deadLetters) {
    /** Those of the pipeline with this ending. */
    static BenchTopics of(PipelineConfig config, String ending) {
        return new BenchTopics(
                config.name() + ending,
                config.input().topic() + ending,
                config.output().topic() + ending,
                config.deadLetters().topic() + ending);
    }

    List<String> all() {
        return List.of(input, output, deadLetters);
    }

    /** A pipeline from these to these; without a lane for batch requests, of which a bench sends none. */
    PipelineText in(PipelineText text) {
        return text.with(application, "name")
                .with(input, "input", "topic")
                .with(output, "output", "topic")
                .with(deadLetters, "deadLetters", "topic")
                .without("input", "batchTopic");
    }
}
