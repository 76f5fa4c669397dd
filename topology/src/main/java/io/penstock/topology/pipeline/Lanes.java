package io.penstock.topology.pipeline;

import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import io.penstock.engine.lifetime.Acquired;
import io.penstock.inference.streams.InferClientSupplier;
import io.penstock.topology.config.PipelineConfig;
import io.penstock.topology.config.RunConfig;
import io.penstock.topology.status.PipelineMetrics;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;

/**
 * A pipeline's Kafka Streams applications, one for each of its lanes: they run together, and the end of one is the end of
 * all. Owns them. Thread-safe.
 */
final class Lanes implements AutoCloseable {
    private static final long WAIT_NANOS = Duration.ofMillis(100).toNanos();

    private final RunConfig config;
    private final PipelineMetrics metrics;
    private final List<StreamsRun> runs = new CopyOnWriteArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);

    Lanes(RunConfig config, PipelineMetrics metrics) {
        this.config = config;
        this.metrics = metrics;
    }

    /** @throws PenstockException FATAL, if a pipeline asks for more lanes than one */
    static void requireOne(PipelineConfig config) {
        config.input().batchTopic().ifPresent(topic -> {
            throw new PenstockException(
                    FailureCategory.FATAL,
                    "a topology of one's own has no lane for requests of batch priority: leave input.batchTopic out, is "
                            + topic);
        });
    }

    /** Adds another one, before the start. */
    void add(Topology topology, Properties settings) {
        KafkaStreams streams = new KafkaStreams(topology, settings, new InferClientSupplier());
        runs.add(new StreamsRun(streams, metrics, ended));
    }

    void start() {
        runs.forEach(StreamsRun::start);
    }

    boolean isRunning() {
        return runs.stream().allMatch(StreamsRun::isRunning);
    }

    boolean isAlive() {
        return runs.stream().allMatch(StreamsRun::isAlive);
    }

    /** Waits until all run; false after the timeout. Throws what stopped one. */
    boolean awaitRunning(Duration timeout) {
        long end = System.nanoTime() + timeout.toNanos();
        while (!isRunning()) {
            runs.forEach(StreamsRun::throwIfFailed); // also the one that is not waited for just now
            long left = end - System.nanoTime();
            if (left <= 0 || Thread.currentThread().isInterrupted()) {
                return false;
            }
            Duration turn = Duration.ofNanos(Math.min(left, WAIT_NANOS));
            runs.stream().filter(run -> !run.isRunning()).findFirst().ifPresent(run -> run.awaitRunning(turn));
        }
        return true;
    }

    Optional<Throwable> failure() {
        return runs.stream().flatMap(run -> run.failure().stream()).findFirst();
    }

    /** Waits until one has ended. */
    void awaitEnd() {
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops them side by side, so that all have stopped in the time of one. */
    @Override
    public void close() {
        Duration timeout = config.shutdownTimeout();
        long end = System.nanoTime() + timeout.toNanos();
        try (Acquired all = new Acquired()) {
            runs.forEach(
                    run -> all.add(() -> run.close(Duration.ofNanos(Math.max(0, end - System.nanoTime())), timeout)));
            runs.forEach(StreamsRun::beginClose);
        }
    }
}
