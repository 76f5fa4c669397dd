package io.penstock.topology.demo;

import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import io.penstock.local.LocalBroker;
import io.penstock.local.LocalCluster;
import io.penstock.local.LocalRegistry;
import io.penstock.topology.config.PipelineConfig;
import io.penstock.topology.pipeline.Pipeline;
import io.penstock.topology.terminal.StopSignal;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;

/**
 * A pipeline with a broker and a registry of its own, on this machine. Owns all of them. Belongs to one thread.
 */
public final class LocalPipeline implements AutoCloseable {
    private static final Duration READY_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(20);
    private static final String DEAD_LETTER_BYTES = "16777216";

    private final LocalCluster cluster;
    private final PipelineConfig config;
    private final Pipeline pipeline;

    private LocalPipeline(LocalCluster cluster, PipelineConfig config, Pipeline pipeline) {
        this.cluster = cluster;
        this.config = config;
        this.pipeline = pipeline;
    }

    /** Makes a pipeline's configuration once the addresses are known. */
    public interface Configuration {
        /**
         * The configuration.
         *
         * @param bootstrapServers the broker's address
         * @param registryUrl the registry's address
         */
        PipelineConfig at(String bootstrapServers, String registryUrl);
    }

    /**
     * Starts a broker and a registry; the caller closes them, or hands them to {@link #start}.
     *
     * @param brokerPort the port of 127.0.0.1, 0 for any free one
     * @param registryPort the same
     */
    public static LocalCluster cluster(int brokerPort, int registryPort) {
        return LocalCluster.start(
                LocalBroker.Options.defaults().withPort(brokerPort),
                LocalRegistry.Options.defaults().withPort(registryPort));
    }

    /**
     * Creates the pipeline's topics, starts it and returns once it is ready. Takes the cluster over.
     *
     * @param partitions how many partitions its input and output have
     */
    public static LocalPipeline start(
            LocalCluster cluster, Configuration configuration, int partitions, StopSignal stop) {
        return start(cluster, configuration, Pipeline::start, partitions, stop);
    }

    /** As {@link #start(LocalCluster, Configuration, int, StopSignal)}, with a pipeline that is started in its own way. */
    public static LocalPipeline start(
            LocalCluster cluster,
            Configuration configuration,
            Function<PipelineConfig, Pipeline> starter,
            int partitions,
            StopSignal stop) {
        try {
            PipelineConfig config = configuration.at(
                    cluster.broker().bootstrapServers(), cluster.registry().url());
            createTopics(cluster.broker(), config, partitions);
            stop.check();
            Pipeline pipeline = starter.apply(config);
            LocalPipeline local = new LocalPipeline(cluster, config, pipeline);
            local.awaitReady(stop);
            return local;
        } catch (Throwable failure) {
            closeAfter(failure, cluster);
            throw failure;
        }
    }

    private static void createTopics(LocalBroker broker, PipelineConfig config, int partitions) {
        broker.createTopics(Map.of(
                config.input().topic(), partitions,
                config.output().topic(), partitions));
        config.input().batchTopic().ifPresent(topic -> broker.createTopics(Map.of(topic, partitions)));
        broker.createTopics(Map.of(config.deadLetters().topic(), 1), Map.of("max.message.bytes", DEAD_LETTER_BYTES));
    }

    private void awaitReady(StopSignal stop) {
        try {
            long start = System.nanoTime();
            while (!pipeline.isReady()) {
                check();
                stop.pause(POLL);
                if (System.nanoTime() - start > READY_TIMEOUT.toNanos()) {
                    throw new PenstockException(
                            FailureCategory.TRANSIENT,
                            "the pipeline is not ready after " + READY_TIMEOUT.toSeconds() + " s");
                }
            }
        } catch (Throwable failure) {
            closeAfter(failure, pipeline);
            throw failure;
        }
    }

    private static void closeAfter(Throwable failure, AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            failure.addSuppressed(e);
        }
    }

    public PipelineConfig config() {
        return config;
    }

    public Pipeline pipeline() {
        return pipeline;
    }

    /**
     * Returns if the pipeline works.
     *
     * @throws PenstockException if it has failed
     */
    public void check() {
        pipeline.failure().ifPresent(failure -> {
            throw new PenstockException(
                    FailureCategory.FATAL, "the pipeline has failed: " + failure.getMessage(), failure);
        });
    }

    /** Closes the pipeline, which commits what it has answered, then the broker and the registry. */
    @Override
    public void close() {
        try (cluster) {
            pipeline.close();
        }
    }
}
