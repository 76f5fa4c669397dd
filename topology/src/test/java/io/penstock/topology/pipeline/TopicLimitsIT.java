package io.penstock.topology.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.local.LocalCluster;
import io.penstock.topology.config.PipelineConfig;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedCluster.class)
final class TopicLimitsIT {
    private static final String REST =
            """
            preprocess: { type: image }
            infer: { model: digits }
            postprocess: { type: classification }
            """;

    @Test
    void gathersNoMoreThanEveryTopicTakesThatItWritesTo(LocalCluster cluster) {
        Configs.createTopics(cluster, "roomy");
        createTopic(cluster, "small.requests", 10_000);
        createTopic(cluster, "small.results", 40_000);
        createTopic(cluster, "small.dead-letters", 5_000_000);

        assertThat(limits(cluster, "roomy").batchBytes()).isEqualTo(128 << 10);
        assertThat(limits(cluster, "small").batchBytes()).isEqualTo(40_000);
    }

    private static void createTopic(LocalCluster cluster, String name, int maxMessageBytes) {
        cluster.broker().createTopics(Map.of(name, 1), Map.of("max.message.bytes", Integer.toString(maxMessageBytes)));
    }

    private static TopicLimits limits(LocalCluster cluster, String name) {
        PipelineConfig config = Configs.of(cluster, name, REST);
        try (Admin admin = Admin.create(StreamsSettings.ofAdmin(config))) {
            return TopicLimits.read(admin, config, StreamsSettings.maxRequestSize(config));
        }
    }
}
