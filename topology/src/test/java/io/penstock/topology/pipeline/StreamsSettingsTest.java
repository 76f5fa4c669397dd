package io.penstock.topology.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.topology.config.PipelineConfig;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;

class StreamsSettingsTest {
    private static final int BATCH_BYTES = 100_000;
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

        assertThat(StreamsSettings.ofLayout(config, config.infer().orElseThrow(), Path.of("state"), BATCH_BYTES))
                .doesNotContainKey(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG);
    }

    @Test
    void prefersWhatTheUserSays() {
        assertThat(ofStages("\n  max.task.idle.ms: 5")).containsEntry(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, "5");
    }

    @Test
    void leavesTheSocketsTheirSystemsBuffersUnlessTheUserSaysOtherwise() {
        assertThat(consumer("")).containsEntry("receive.buffer.bytes", "-1");
        assertThat(producer("")).containsEntry("send.buffer.bytes", "-1");
        assertThat(consumer("\n  receive.buffer.bytes: 1000")).containsEntry("receive.buffer.bytes", "1000");
        assertThat(consumer("\n  consumer.receive.buffer.bytes: 2000")).containsEntry("receive.buffer.bytes", "2000");
        assertThat(producer("\n  consumer.receive.buffer.bytes: 2000")).containsEntry("receive.buffer.bytes", "-1");
    }

    @Test
    void prefersWhatTheUserSaysOfAllClientsToItsOwnOfOne() {
        assertThat(producer("")).containsEntry("linger.ms", 2).containsEntry("batch.size", BATCH_BYTES);
        assertThat(producer("\n  linger.ms: 7")).containsEntry("linger.ms", "7");
        assertThat(producer("\n  producer.batch.size: 16384")).containsEntry("batch.size", "16384");
        assertThat(producer("\n  batch.size: 8192")).containsEntry("batch.size", "8192");
        assertThat(consumer("\n  max.poll.records: 9")).containsEntry("max.poll.records", "9");
        assertThat(consumer("\n  consumer.max.poll.records: 8")).containsEntry("max.poll.records", "8");
    }

    @Test
    void asksForTopicsAsTheAdminClientIsToldTo() {
        PipelineConfig config = config("\n  security.protocol: SSL\n  admin.security.protocol: PLAINTEXT");

        assertThat(StreamsSettings.ofAdmin(config))
                .containsEntry("bootstrap.servers", "localhost:9092")
                .containsEntry("security.protocol", "PLAINTEXT")
                .containsEntry("receive.buffer.bytes", "-1");
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

    private static Map<String, Object> consumer(String kafka) {
        return new StreamsConfig(ofStages(kafka)).getMainConsumerConfigs("group", "client", 0);
    }

    private static Map<String, Object> producer(String kafka) {
        return new StreamsConfig(ofStages(kafka)).getProducerConfigs("client");
    }

    private static Properties ofStages(String kafka) {
        PipelineConfig config = config(kafka);
        return StreamsSettings.of(config, config.infer().orElseThrow(), Path.of("state"), BATCH_BYTES);
    }

    private static PipelineConfig config(String kafka) {
        return PipelineConfig.parse(PIPELINE.formatted(kafka), "pipeline.yaml", Path.of(""), Map.of());
    }
}
