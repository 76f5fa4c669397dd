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
    void gathersNoMoreThanEveryTopicTakes(LocalCluster cluster) {
        Configs.createTopics(cluster, "roomy");
        cluster.broker()
                .createTopics(
                        Map.of("small.requests", 1, "small.dead-letters", 1), Map.of("max.message.bytes", "5000000"));
        cluster.broker().createTopics(Map.of("small.results", 1), Map.of("max.message.bytes", "40000"));

        assertThat(limits(cluster, "roomy").batchBytes()).isEqualTo(128 << 10);
        assertThat(limits(cluster, "small").batchBytes()).isEqualTo(40_000);
    }

    private static TopicLimits limits(LocalCluster cluster, String name) {
        PipelineConfig config = Configs.of(cluster, name, REST);
        try (Admin admin = Admin.create(StreamsSettings.ofAdmin(config))) {
            return TopicLimits.read(admin, config, StreamsSettings.maxRequestSize(config));
        }
    }
}
