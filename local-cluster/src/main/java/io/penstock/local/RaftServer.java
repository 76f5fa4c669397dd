package io.penstock.local;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** One run of Kafka's own server, broker and controller in one. It starts once and stops once. */
final class RaftServer {
    private static final Duration STOP = Duration.ofSeconds(30);
    private final KafkaRaftServer server;

    private RaftServer(KafkaRaftServer server) {
        this.server = server;
    }

    /** Formats the data directory where it is new, and starts; returns once the broker takes requests. */
    static RaftServer start(Map<String, String> settings, Path data) {
        RaftServer started = null;
        try {
            format(data);
            started = new RaftServer(new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM));
            started.server.startup();
            return started;
        } catch (Exception e) {
            var failure = new LocalClusterException(
                    "the broker cannot start: listeners=" + settings.get("listeners") + ", data=" + data, e);
            if (started != null) {
                started.stopAfter(failure);
            }
            throw failure;
        }
    }

    private static void format(Path data) throws Exception {
        if (Files.exists(data.resolve("meta.properties"))) {
            return;
        }
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setClusterId(Uuid.randomUuid().toString())
                .setNodeId(BrokerSettings.NODE)
                .setDirectories(List.of(data.toString()))
                .setMetadataLogDirectory(data.toString())
                .setControllerListenerName(BrokerSettings.CONTROLLER)
                .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                .run();
    }

    private void stopAfter(LocalClusterException failure) {
        try {
            stop();
        } catch (LocalClusterException e) {
            failure.addSuppressed(e);
        }
    }

    /** @throws LocalClusterException if the server is not down within half a minute */
    void stop() {
        try {
            CompletableFuture.runAsync(this::shutDown, RaftServer::inBackground)
                    .get(STOP.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalClusterException("interrupted while the broker stopped", e);
        } catch (TimeoutException e) {
            throw new LocalClusterException("the broker did not stop within " + STOP.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw new LocalClusterException("the broker failed to stop", e.getCause());
        }
    }

    private void shutDown() {
        server.shutdown();
        server.awaitShutdown();
    }

    private static void inBackground(Runnable task) {
        var thread = new Thread(task, "local-broker-stop");
        thread.setDaemon(true);
        thread.start();
    }
}
