package io.penstock.topology.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.topology.config.PipelineConfig;
import io.penstock.topology.config.SocketBuffers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.Test;

final class AddressesTest {
    private static final String YAML =
            """
            name: p
            kafka: { bootstrap.servers: "b:1" }
            registry: { url: "http://r" }
            input: { topic: in }
            preprocess: { type: unknown here, mean: 3 }
            infer: { model: not-here }
            postprocess: { type: another }
            output: { topic: out }
            %s
            """;

    @Test
    void givesEachClientWhatItKnowsAndWhatIsMeantForIt() {
        Addresses addresses = new Addresses(
                Addresses.digits(),
                Map.of(
                        "bootstrap.servers", "b:1",
                        "state.dir", "/tmp",
                        "linger.ms", "3",
                        "producer.acks", "all",
                        "consumer.fetch.min.bytes", "9",
                        "main.consumer.max.poll.records", "7"),
                Map.of());
        assertThat(addresses.producer())
                .isEqualTo(SocketBuffers.with(Map.of("bootstrap.servers", "b:1", "linger.ms", "3", "acks", "all")));
        assertThat(addresses.consumer())
                .isEqualTo(SocketBuffers.with(
                        Map.of("bootstrap.servers", "b:1", "fetch.min.bytes", "9", "max.poll.records", "7")));
        assertThat(addresses.admin())
                .isEqualTo(Map.of("bootstrap.servers", "b:1", "send.buffer.bytes", "-1", "receive.buffer.bytes", "-1"));
    }

    @Test
    void leavesTheSocketsToTheSystemUnlessTheUserSaysOtherwise() {
        Addresses addresses = new Addresses(
                Addresses.digits(),
                Map.of("receive.buffer.bytes", "1000", "consumer.receive.buffer.bytes", "2000"),
                Map.of());
        assertThat(addresses.consumer()).isEqualTo(Map.of("send.buffer.bytes", "-1", "receive.buffer.bytes", "2000"));
        assertThat(addresses.producer()).isEqualTo(Map.of("send.buffer.bytes", "-1", "receive.buffer.bytes", "1000"));
    }

    @Test
    void looksAtNoStage() {
        assertThat(read("").input().topic()).isEqualTo("in");
    }

    @Test
    void findsAPipelinesTopics() {
        assertThat(PipelineTopic.of(read("")))
                .extracting(topic -> topic.role() + ": " + topic.name() + " of "
                        + topic.schema().getName())
                .containsExactly(
                        "input: in of InferenceRequest",
                        "output: out of InferenceResult",
                        "dead letters: p.dead-letters of DeadLetter");
    }

    @Test
    void findsTheTopicOfBatchRequests() {
        PipelineConfig config = Addresses.checked(PipelineConfig.parse(
                YAML.replace("topic: in", "topic: in, batchTopic: later").formatted(""),
                "pipeline.yaml",
                Path.of(""),
                Map.of()));

        assertThat(PipelineTopic.of(config)).extracting(PipelineTopic::role).endsWith("batch");
        assertThat(PipelineTopic.of(config)).extracting(PipelineTopic::name).endsWith("later");
    }

    @Test
    void findsTheTopicsOfAPart() {
        assertThat(schemas("stages: [preprocess]")).startsWith("InferenceRequest", "InferenceRequest");
        assertThat(schemas("stages: [postprocess]")).startsWith("InferenceResult", "InferenceResult");
        assertThat(schemas("stages: [infer, postprocess]")).startsWith("InferenceRequest", "InferenceResult");
    }

    @Test
    void givesDeadLettersRoom() {
        assertThat(PipelineTopic.of(read("")).get(2).properties())
                .isEqualTo(Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, "16777216"));
        assertThat(PipelineTopic.of(read("deadLetters: { maxRecordBytes: 32MiB }"))
                        .get(2)
                        .properties())
                .isEqualTo(Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, "33619968"));
    }

    private static List<String> schemas(String more) {
        return PipelineTopic.of(read(more)).stream()
                .map(topic -> topic.schema().getName())
                .toList();
    }

    private static PipelineConfig read(String more) {
        return Addresses.checked(PipelineConfig.parse(YAML.formatted(more), "pipeline.yaml", Path.of(""), Map.of()));
    }
}
