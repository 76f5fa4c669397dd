package io.penstock.topology.cli;

import io.penstock.schema.DeadLetter;
import io.penstock.schema.InferenceRequest;
import io.penstock.schema.InferenceResult;
import io.penstock.topology.config.PipelineConfig;
import io.penstock.topology.config.StageName;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/**
 * A topic that a pipeline needs.
 *
 * @param role what the pipeline has it for
 * @param name its name
 * @param schema the schema of its values
 * @param properties what it is created with
 */
record PipelineTopic(String role, String name, Schema schema, Map<String, String> properties) {
    private static final String MAX_MESSAGE_BYTES = "max.message.bytes";
    private static final long ROOMY = 16 << 20;
    private static final long FRAME = 64 << 10;

    /** The topics of a pipeline. A part of one is joined to the other parts by topics of requests and results. */
    static List<PipelineTopic> of(PipelineConfig config) {
        boolean readsResults = config.stages().get(0) == StageName.POSTPROCESS;
        boolean writesRequests = config.stages().get(config.stages().size() - 1) == StageName.PREPROCESS;
        long deadLetterBytes = Math.max(ROOMY, config.deadLetters().maxRecordBytes() + FRAME);
        Stream<PipelineTopic> three = Stream.of(
                new PipelineTopic(
                        "input",
                        config.input().topic(),
                        readsResults ? InferenceResult.getClassSchema() : InferenceRequest.getClassSchema(),
                        Map.of()),
                new PipelineTopic(
                        "output",
                        config.output().topic(),
                        writesRequests ? InferenceRequest.getClassSchema() : InferenceResult.getClassSchema(),
                        Map.of()),
                new PipelineTopic(
                        "dead letters",
                        config.deadLetters().topic(),
                        DeadLetter.getClassSchema(),
                        Map.of(MAX_MESSAGE_BYTES, Long.toString(deadLetterBytes))));
        return Stream.concat(
                        three,
                        config.input().batchTopic().stream()
                                .map(topic ->
                                        new PipelineTopic("batch", topic, InferenceRequest.getClassSchema(), Map.of())))
                .toList();
    }
}
