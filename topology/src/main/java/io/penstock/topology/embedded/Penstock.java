package io.penstock.topology.embedded;

import io.penstock.client.PenstockClient;
import io.penstock.client.PenstockClientBuilder;
import io.penstock.local.LocalCluster;
import io.penstock.topology.config.ConfigException;
import io.penstock.topology.config.PipelineConfig;
import io.penstock.topology.config.PipelineText;
import io.penstock.topology.demo.LocalPipeline;
import io.penstock.topology.pipeline.BoundStages;
import io.penstock.topology.stage.Stages;
import io.penstock.topology.terminal.StopSignal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A pipeline for the tests of a service that uses one: a real broker and a real registry on this machine, and the
 * pipeline with its model and engine in this JVM. Starting it takes some seconds, so start one for a whole test class.
 * Thread-safe. Whoever started it owns and closes it.
 *
 * <pre>{@code
 * try (Penstock penstock = Penstock.embedded(Path.of("pipeline.yaml"))) {
 *     InferenceResult result = penstock.client().infer(request).join();
 * }
 * }</pre>
 */
public final class Penstock implements AutoCloseable {
    private static final int PARTITIONS = 2;

    private final LocalPipeline pipeline;
    private final String bootstrapServers;
    private final String registryUrl;
    private final PenstockClient client;

    private Penstock(LocalPipeline pipeline, String bootstrapServers, String registryUrl) {
        this.pipeline = pipeline;
        this.bootstrapServers = bootstrapServers;
        this.registryUrl = registryUrl;
        try {
            this.client = clientBuilder().build();
        } catch (Throwable failure) {
            pipeline.close();
            throw failure;
        }
    }

    /**
     * Starts the pipeline of a file as it is, but for the addresses of broker and registry, TLS and SASL, which it has
     * none of, and the port of its status page, which it does not serve. Returns once it is ready.
     *
     * @throws ConfigException listing every problem of the file
     * @throws io.penstock.PenstockException if the model does not load or the pipeline does not become ready
     */
    public static Penstock embedded(Path file) {
        Path absolute = file.toAbsolutePath();
        try {
            return embedded(Files.readString(absolute), Objects.requireNonNull(absolute.getParent(), "a folder"));
        } catch (IOException e) {
            throw new UncheckedIOException("the pipeline cannot be read: " + file, e);
        }
    }

    /**
     * As {@link #embedded(Path)}, of a text.
     *
     * @param yaml the text of a {@code pipeline.yaml}
     * @param folder where its relative paths start
     */
    public static Penstock embedded(String yaml, Path folder) {
        PipelineText text = PipelineText.of(yaml, "pipeline.yaml");
        BoundStages.of(config(text, "127.0.0.1:1", "http://127.0.0.1:1", folder), Stages.load());
        LocalCluster cluster = LocalPipeline.cluster(0, 0);
        String servers = cluster.broker().bootstrapServers();
        String url = cluster.registry().url();
        LocalPipeline pipeline = LocalPipeline.start(
                cluster, (broker, registry) -> config(text, broker, registry, folder), PARTITIONS, new StopSignal());
        return new Penstock(pipeline, servers, url);
    }

    private static PipelineConfig config(PipelineText text, String broker, String registry, Path folder) {
        String local = text.with(broker, "kafka", "bootstrap.servers")
                .with("PLAINTEXT", "kafka", "security.protocol")
                .with(registry, "registry", "url")
                .with("0", "http", "port")
                .yaml();
        return PipelineConfig.parse(local, "pipeline.yaml", folder, System.getenv());
    }

    /** A client of the pipeline, with defaults; closed with it. */
    public PenstockClient client() {
        return client;
    }

    /** Begins another client, which the caller closes; addresses and topics are set. */
    public PenstockClientBuilder clientBuilder() {
        PipelineConfig config = pipeline.config();
        return PenstockClient.builder()
                .bootstrapServers(bootstrapServers)
                .registry(registryUrl)
                .topics(
                        config.input().topic(),
                        config.output().topic(),
                        config.deadLetters().topic());
    }

    /** The broker's address. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** The registry's address. */
    public String registryUrl() {
        return registryUrl;
    }

    /** Waits for the client's answers, then stops pipeline, registry and broker. Closing twice does nothing. */
    @Override
    public void close() {
        try (pipeline) {
            client.close();
        }
    }
}
