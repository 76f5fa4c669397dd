package io.penstock.topology.cli;

import io.penstock.local.LocalCluster;
import io.penstock.topology.config.PipelineConfig;
import io.penstock.topology.config.RegistryConfig;
import io.penstock.topology.demo.DigitsPipeline;
import io.penstock.topology.demo.LocalPipeline;
import io.penstock.topology.pipeline.BoundStages;
import io.penstock.topology.stage.Stages;
import io.penstock.topology.terminal.StopSignal;
import io.penstock.topology.terminal.Terminal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code penstock dev}. */
@Command(
        name = "dev",
        mixinStandardHelpOptions = true,
        description = {
            "Keeps a broker, a registry and a pipeline up on this machine, for your own clients, until Ctrl-C.",
            "",
            "The pipeline reads handwritten digits, or is that of --file, whose addresses are replaced by the local ones."
                    + " Topics are created; all data are gone at the end."
        },
        footer = {"", "Examples:", "  penstock dev", "  penstock dev -f pipeline.yaml --broker-port 19092"},
        sortOptions = false)
final class DevCommand implements Callable<Integer> {
    private static final int BROKER_PORT = 9092;
    private static final int REGISTRY_PORT = 8081;
    private static final Duration POLL = Duration.ofMillis(100);

    private final Terminal terminal;
    private final StopSignal stop;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "The pipeline. Default: handwritten digits.")
    private @Nullable Path file;

    @Option(
            names = "--broker-port",
            paramLabel = "PORT",
            defaultValue = "" + BROKER_PORT,
            description = "The broker's port, 0 for any free one. Default: ${DEFAULT-VALUE}.")
    private int brokerPort;

    @Option(
            names = "--registry-port",
            paramLabel = "PORT",
            defaultValue = "" + REGISTRY_PORT,
            description = "The registry's port, 0 for any free one. Default: ${DEFAULT-VALUE}.")
    private int registryPort;

    @Option(
            names = "--http-port",
            paramLabel = "PORT",
            defaultValue = "8090",
            description =
                    "The port for health and metrics of the digits pipeline, 0 for none. Default: ${DEFAULT-VALUE}.")
    private int httpPort;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            defaultValue = "4",
            description = "The partitions of the input and output topics. Default: ${DEFAULT-VALUE}.")
    private int partitions;

    DevCommand(Terminal terminal, StopSignal stop) {
        this.terminal = terminal;
        this.stop = stop;
    }

    @Override
    public Integer call() {
        Logging.ofLocalCluster();
        Ports.check(spec, "--broker-port", brokerPort);
        Ports.check(spec, "--registry-port", registryPort);
        Ports.check(spec, "--http-port", httpPort);
        // what is wrong with the file is told at once
        BoundStages.of(configuration("127.0.0.1:9092", "http://127.0.0.1:8081"), Stages.load());
        terminal.print("Starting a Kafka broker, a schema registry and the pipeline on this machine");
        LocalCluster cluster = LocalPipeline.cluster(brokerPort, registryPort);
        try (LocalPipeline local = LocalPipeline.start(cluster, this::configuration, partitions, stop)) {
            describe(local);
            while (!stop.await(POLL)) {
                local.check();
            }
        }
        terminal.print("Stopped.");
        return ExitCodes.OK;
    }

    private PipelineConfig configuration(String bootstrapServers, String registryUrl) {
        Path given = file;
        return given == null
                ? DigitsPipeline.config(Map.of(
                        DigitsPipeline.BOOTSTRAP_SERVERS, bootstrapServers,
                        DigitsPipeline.REGISTRY, registryUrl,
                        DigitsPipeline.HTTP_PORT, Integer.toString(httpPort)))
                : moved(PipelineConfig.load(given), bootstrapServers, registryUrl);
    }

    /** The same pipeline at the local addresses, which want neither encryption nor credentials. */
    private static PipelineConfig moved(PipelineConfig config, String bootstrapServers, String registryUrl) {
        Map<String, String> kafka = new HashMap<>(config.kafka());
        kafka.keySet().removeIf(key -> key.contains("sasl.") || key.contains("ssl."));
        kafka.replaceAll((key, value) -> key.endsWith("security.protocol") ? "PLAINTEXT" : value);
        kafka.put("bootstrap.servers", bootstrapServers);
        Map<String, String> registry = new HashMap<>(config.registry().properties());
        registry.keySet().removeIf(key -> key.contains("auth") || key.contains("ssl."));
        return new PipelineConfig(
                config.name(),
                config.stages(),
                kafka,
                new RegistryConfig(registryUrl, registry),
                config.input(),
                config.preprocess(),
                config.infer(),
                config.postprocess(),
                config.output(),
                config.deadLetters(),
                config.run(),
                config.models(),
                config.http(),
                config.source());
    }

    private void describe(LocalPipeline local) {
        PipelineConfig config = local.config();
        String servers = config.kafka().get("bootstrap.servers");
        terminal.print("");
        terminal.print("  broker        " + servers);
        terminal.print("  registry      " + config.registry().url());
        terminal.print("  requests      " + config.input().topic());
        terminal.print("  results       " + config.output().topic());
        terminal.print("  dead letters  " + config.deadLetters().topic());
        terminal.print("  engine        " + local.pipeline().engineDescription());
        if (config.http().enabled()) {
            terminal.print("  status        http://" + config.http().host() + ":"
                    + config.http().port() + "/metrics");
        }
        terminal.print("");
        terminal.print("Ready. In another terminal:");
        terminal.print("  ./penstock consume" + options(config, config.output().topic()));
        terminal.print("  ./penstock produce" + options(config, config.input().topic())
                + (file == null ? " engines/models/digits/1/held-out" : " FILE..."));
        terminal.print("Ctrl-C stops it.");
    }

    /** What a client needs to be told; nothing where its defaults are right. */
    private String options(PipelineConfig config, String topic) {
        boolean defaults = file == null && brokerPort == BROKER_PORT && registryPort == REGISTRY_PORT;
        return defaults
                ? ""
                : " --bootstrap-servers %s --registry %s --topic %s"
                        .formatted(
                                config.kafka().get("bootstrap.servers"),
                                config.registry().url(),
                                topic);
    }
}
