package io.penstock.topology.cli;

import io.penstock.topology.config.PipelineConfig;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say where the broker, the registry and the topics are: a pipeline's file, or one by one. */
final class Endpoint {
    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "Take addresses, client properties and topics from this pipeline.")
    private @Nullable Path file;

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT",
            description = "The broker. Default: that of 'penstock dev', 127.0.0.1:9092.")
    private @Nullable String bootstrapServers;

    @Option(
            names = "--registry",
            paramLabel = "URL",
            description =
                    "The schema registry. Default: that of 'penstock dev'," + " http://127.0.0.1:8081/apis/ccompat/v7.")
    private @Nullable String registry;

    /** Where it is, once and for all. */
    Addresses resolve() {
        PipelineConfig config = config();
        Map<String, String> kafka = new HashMap<>(config.kafka());
        Optional.ofNullable(bootstrapServers).ifPresent(servers -> kafka.put("bootstrap.servers", servers));
        Map<String, String> serdes = new HashMap<>(config.registry().serdeProperties());
        Optional.ofNullable(registry).ifPresent(url -> serdes.put("schema.registry.url", url));
        return new Addresses(config, kafka, serdes);
    }

    private PipelineConfig config() {
        Path given = file;
        return given == null ? Addresses.digits() : Addresses.read(given);
    }
}
