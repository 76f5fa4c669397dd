package io.penstock.topology.pipeline;

import io.penstock.local.LocalCluster;
import io.penstock.topology.config.PipelineConfig;
import java.nio.file.Path;
import java.util.Map;

/** Configurations for tests, completed with a cluster's addresses. */
final class Configs {
    private Configs() {}

    /** The text, after {@code name}, addresses and topics named after it. */
    static PipelineConfig of(LocalCluster cluster, String name, String input, String output, String rest) {
        String yaml =
                """
                name: %s
                kafka: { bootstrap.servers: "%s" }
                registry: { url: "%s" }
                input: { topic: %s, maxRecordBytes: 64KiB }
                output: { topic: %s }
                deadLetters: { topic: %s.dead-letters, maxRecordBytes: 8MiB }
                http: { port: 0 }
                commitInterval: 100ms
                %s
                """
                        .formatted(
                                name,
                                cluster.broker().bootstrapServers(),
                                cluster.registry().url(),
                                input,
                                output,
                                name,
                                rest);
        return PipelineConfig.parse(yaml, name, Path.of(""), Map.of());
    }

    static PipelineConfig of(LocalCluster cluster, String name, String rest) {
        return of(cluster, name, name + ".requests", name + ".results", rest);
    }

    static void createTopics(LocalCluster cluster, String name) {
        cluster.broker()
                .createTopics(
                        Map.of(name + ".requests", 3, name + ".results", 3, name + ".dead-letters", 1),
                        Map.of("max.message.bytes", String.valueOf(9 << 20)));
    }
}
