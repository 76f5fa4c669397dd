package io.penstock.topology.bench.load;

import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import io.penstock.local.LocalBroker;
import io.penstock.local.LocalCluster;
import io.penstock.local.LocalRegistry;
import io.penstock.topology.config.PipelineText;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.common.errors.TopicDeletionDisabledException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * Where pipelines are measured: brokers, and a registry of its own, so that no schema is left anywhere. Owns what it has
 * started; topics are those who create them's. Thread-safe.
 */
public final class Venue implements AutoCloseable {
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);
    private static final String MEBIBYTE_256 = "268435456";
    private static final Map<String, String> BOUNDED =
            Map.of("retention.bytes", MEBIBYTE_256, "segment.bytes", "33554432", "file.delete.delay.ms", "1000");
    private static final Map<String, String> DEAD_LETTERS = Map.of("max.message.bytes", "16777216");

    private final Started started;
    private final LoadClients clients;
    private final String registryUrl;
    private final boolean isLocal;
    private final Admin admin;

    /** A cluster, or a registry. */
    private interface Started extends AutoCloseable {
        @Override
        void close();
    }

    private Venue(Started started, LoadClients clients, String registryUrl, boolean isLocal) {
        this.started = started;
        this.clients = clients;
        this.registryUrl = registryUrl;
        this.isLocal = isLocal;
        try {
            this.admin = Admin.create(clients.admin());
        } catch (Throwable failure) {
            closeAfter(failure);
            throw failure;
        }
    }

    /** A broker and a registry on this machine, started now. */
    public static Venue local() {
        LocalCluster cluster = LocalCluster.start(
                LocalBroker.Options.defaults().withSettings(Map.of("log.retention.check.interval.ms", "5000")),
                LocalRegistry.Options.defaults());
        return new Venue(
                cluster::close,
                LoadClients.of(cluster.broker().bootstrapServers()),
                cluster.registry().url(),
                true);
    }

    /** The brokers that these clients reach, and a registry on this machine, started now. */
    public static Venue at(LoadClients clients) {
        LocalRegistry registry = LocalRegistry.start();
        return new Venue(registry::close, clients, registry.url(), false);
    }

    private void closeAfter(Throwable failure) {
        try {
            started.close();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    LoadClients clients() {
        return clients;
    }

    /** How people name it. */
    public String name() {
        return clients.admin().get("bootstrap.servers") + (isLocal ? " (a broker in this process)" : "");
    }

    /** A pipeline here: with these brokers and this registry, and without a status page. */
    PipelineText in(PipelineText text) {
        PipelineText here = text.with(registryUrl, "registry", "url")
                .with("true", "registry", "auto.register.schemas")
                .with("false", "registry", "use.latest.version")
                .with("0", "http", "port");
        return isLocal
                ? here.with(String.valueOf(clients.admin().get("bootstrap.servers")), "kafka", "bootstrap.servers")
                        .with("PLAINTEXT", "kafka", "security.protocol")
                : here;
    }

    /** Creates topics. */
    void create(BenchTopics topics, int partitions) {
        List<NewTopic> wanted = List.of(
                topic(topics.input(), partitions, BOUNDED),
                topic(topics.output(), partitions, BOUNDED),
                topic(topics.deadLetters(), 1, DEAD_LETTERS));
        await(
                "create topics " + topics.all(),
                () -> admin.createTopics(wanted).all().get());
    }

    private static NewTopic topic(String name, int partitions, Map<String, String> configs) {
        return new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(configs);
    }

    /** Deletes topics, and the group that has read them. */
    void delete(BenchTopics topics) {
        await(
                "delete topics " + topics.all(),
                () -> admin.deleteTopics(topics.all()).all().get());
        await("delete the group " + topics.application(), () -> admin.deleteConsumerGroups(
                        List.of(topics.application()))
                .all()
                .get());
    }

    /** Brokers may forbid deletions, and delete groups by themselves. */
    private static boolean isHarmless(@Nullable Throwable cause) {
        return cause instanceof UnknownTopicOrPartitionException
                || cause instanceof TopicDeletionDisabledException
                || cause instanceof GroupIdNotFoundException
                || cause instanceof GroupNotEmptyException;
    }

    private interface Call {
        void run() throws ExecutionException, InterruptedException;
    }

    private static void await(String what, Call call) {
        try {
            call.run();
        } catch (ExecutionException e) {
            if (!isHarmless(e.getCause())) {
                throw new PenstockException(
                        FailureCategory.FATAL, "the broker refused to " + what + ": " + e.getCause(), e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PenstockException(FailureCategory.FATAL, "interrupted while waiting to " + what, e);
        }
    }

    /** Stops what it has started. */
    @Override
    public void close() {
        try (started) {
            admin.close(CLOSE_TIMEOUT);
        }
    }
}
