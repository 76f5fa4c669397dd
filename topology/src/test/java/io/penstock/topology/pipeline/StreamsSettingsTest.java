package io.penstock.topology.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.topology.config.PipelineConfig;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;

class StreamsSettingsTest {
    private static final String PIPELINE =
            """
            name: digits
            kafka:
              bootstrap.servers: "localhost:9092"%s
            registry: { url: "http://localhost:8081" }
            input: { topic: requests }
            preprocess: { type: image }
            infer: { model: digits }
            postprocess: { type: classification }
            output: { topic: results }
            deadLetters: { topic: dead-letters }
            """;

    @Test
    void doesNotWaitForOtherPartitionsOfATaskThatHasOne() {
        assertThat(ofStages("")).containsEntry(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, -1L);
    }

    @Test
    void leavesTheOrderOfSeveralInputsToKafkaStreams() {
        PipelineConfig config = config("");

        assertThat(StreamsSettings.ofLayout(config, config.infer().orElseThrow(), Path.of("state")))
                .doesNotContainKey(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG);
    }

    @Test
    void prefersWhatTheUserSays() {
        assertThat(ofStages("\n  max.task.idle.ms: 5")).containsEntry(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, "5");
    }

    @Test
    void leavesTheSocketsTheirSystemsBuffersUnlessTheUserSaysOtherwise() {
        StreamsConfig ours = new StreamsConfig(ofStages(""));
        StreamsConfig users = new StreamsConfig(ofStages("\n  consumer.receive.buffer.bytes: 65536"));

        assertThat(ours.getMainConsumerConfigs("group", "client", 0)).containsEntry("receive.buffer.bytes", "-1");
        assertThat(ours.getProducerConfigs("client")).containsEntry("send.buffer.bytes", "-1");
        assertThat(users.getMainConsumerConfigs("group", "client", 0)).containsEntry("receive.buffer.bytes", "65536");
    }

    @Test
    void pollsAsManyRecordsAsTheInferStageSays() {
        assertThat(ofStages("")).containsEntry("consumer.max.poll.records", 128);
    }

    @Test
    void leavesAFifthOfTheIntervalToTheCommitWhereResultsWaitForIt() {
        assertThat(ofStages("\ncommitInterval: 250ms")).containsEntry(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 200L);
        assertThat(ofStages("\ncommitInterval: 250ms\nguarantee: at_least_once"))
                .containsEntry(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 250L);
    }

    private static Properties ofStages(String kafka) {
        PipelineConfig config = config(kafka);
        return StreamsSettings.of(config, config.infer().orElseThrow(), Path.of("state"));
    }

    private static PipelineConfig config(String kafka) {
        return PipelineConfig.parse(PIPELINE.formatted(kafka), "pipeline.yaml", Path.of(""), Map.of());
    }
}
