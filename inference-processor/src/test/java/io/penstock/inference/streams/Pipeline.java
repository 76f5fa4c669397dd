package io.penstock.inference.streams;

import io.penstock.engine.testkit.FakeEngine;
import io.penstock.inference.Await;
import io.penstock.inference.IdModel;
import io.penstock.inference.Outcome;
import io.penstock.inference.Submission;
import io.penstock.inference.batching.BatchListener;
import io.penstock.inference.batching.MicroBatcher;
import io.penstock.inference.batching.NanoClock;
import io.penstock.inference.batching.SessionPool;
import io.penstock.inference.policy.BatchLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.jspecify.annotations.Nullable;

/** One instance of the tests' application: submit, infer on a fake engine, answer. Owns its engine and batcher. */
final class Pipeline implements AutoCloseable {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(30);

    private final FakeEngine engine;
    private final MicroBatcher batcher;
    private final KafkaStreams streams;
    private volatile @Nullable Throwable failure;

    private Pipeline(Builder builder) {
        engine = builder.engine.build();
        batcher = MicroBatcher.start(
                "ids",
                builder.limits,
                SessionPool.open(List.of(engine), builder.limits.sessions()),
                NanoClock.SYSTEM,
                builder.listener);
        streams = new KafkaStreams(
                builder.topology(batcher),
                builder.properties(),
                new ObservingClients(new InferClientSupplier(), builder.observation));
        streams.setUncaughtExceptionHandler(died -> {
            failure = died;
            return builder.onFailure;
        });
        streams.setStateListener((now, before) -> builder.stateListener.onChange(now, before));
    }

    static Builder of(Topics topics, String guarantee) {
        return new Builder(topics, guarantee);
    }

    KafkaStreams streams() {
        return streams;
    }

    MicroBatcher batcher() {
        return batcher;
    }

    FakeEngine engine() {
        return engine;
    }

    /** What the last thread that died died of; null if none did. */
    @Nullable
    Throwable failure() {
        return failure;
    }

    /** Throws if a thread has died. */
    void requireHealthy() {
        Throwable died = failure;
        if (died != null) {
            throw new AssertionError("a thread of the pipeline has died", died);
        }
    }

    Pipeline awaitRunning() {
        Await.until("the pipeline runs", SOON, () -> {
            requireHealthy();
            return streams.state() == KafkaStreams.State.RUNNING;
        });
        return this;
    }

    /** As the threads themselves have it: the group's coordinator knows of a share before its member takes it up. */
    void awaitTasksOfEachThread(int tasks) {
        Await.until("each thread runs " + tasks + " tasks", SOON, () -> {
            requireHealthy();
            return streams.metadataForLocalThreads().stream()
                            .allMatch(thread -> thread.threadState().equals("RUNNING")
                                    && thread.activeTasks().size() == tasks)
                    && streams.state() == KafkaStreams.State.RUNNING;
        });
    }

    @Override
    public void close() {
        boolean closed = streams.close(CLOSE_TIMEOUT);
        batcher.close();
        engine.close();
        if (!closed) {
            throw new AssertionError("the pipeline was not closed within " + CLOSE_TIMEOUT);
        }
        streams.cleanUp();
    }

    /** What an instance is like; starts one. */
    static final class Builder {
        private final Topics topics;
        private final Map<String, Object> properties = new HashMap<>();
        private int threads = 2;
        private FakeEngine.Builder engine = IdModel.engine(64).delayed(Duration.ofMillis(8));
        private BatchLimits limits = new BatchLimits(64, Duration.ofMillis(2).toNanos(), false, 2, 4096, 1L << 20);
        private InferLimits inferLimits = new InferLimits(1024, 1L << 20, Duration.ofSeconds(8));
        private Observation observation = new Observation();
        private BatchListener listener = BatchListener.NONE;
        private KafkaStreams.StateListener stateListener = (now, before) -> {};
        private StreamThreadExceptionResponse onFailure = StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        private boolean barrier = true;

        private Builder(Topics topics, String guarantee) {
            this.topics = topics;
            properties.put(StreamsConfig.APPLICATION_ID_CONFIG, topics.application());
            properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, topics.bootstrapServers());
            properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, guarantee);
            properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100);
            properties.put("consumer.session.timeout.ms", 2_000);
            properties.put("consumer.heartbeat.interval.ms", 300);
            properties.put("producer.transaction.timeout.ms", 10_000);
            properties.put("producer.linger.ms", 0);
        }

        Builder threads(int value) {
            threads = value;
            return this;
        }

        Builder engine(FakeEngine.Builder value) {
            engine = value;
            return this;
        }

        Builder limits(BatchLimits value) {
            limits = value;
            return this;
        }

        Builder inferLimits(InferLimits value) {
            inferLimits = value;
            return this;
        }

        Builder observation(Observation value) {
            observation = value;
            return this;
        }

        Builder listener(BatchListener value) {
            listener = value;
            return this;
        }

        Builder stateListener(KafkaStreams.StateListener value) {
            stateListener = value;
            return this;
        }

        Builder property(String key, Object value) {
            properties.put(key, value);
            return this;
        }

        Builder replacingFailedThreads() {
            onFailure = StreamThreadExceptionResponse.REPLACE_THREAD;
            return this;
        }

        Builder withoutBarrier() {
            barrier = false;
            return this;
        }

        Pipeline start() {
            var pipeline = new Pipeline(this);
            pipeline.streams.start();
            return pipeline;
        }

        private Properties properties() {
            var all = new Properties();
            all.putAll(properties);
            all.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
            all.putIfAbsent(StreamsConfig.STATE_DIR_CONFIG, temporaryDirectory().toString());
            return all;
        }

        private static Path temporaryDirectory() {
            try {
                Path directory = Files.createTempDirectory("penstock-streams-");
                directory.toFile().deleteOnExit();
                return directory;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private Topology topology(MicroBatcher batcher) {
            ProcessorSupplier<byte[], Submission<Origin>, byte[], Outcome<Origin>> infer =
                    new InferStage<>(batcher, inferLimits);
            return new Topology()
                    .addSource("requests", new ByteArrayDeserializer(), new ByteArrayDeserializer(), topics.input())
                    .addProcessor("submit", () -> new Submitting(topics.input(), observation), "requests")
                    .addProcessor("infer", barrier ? infer : new InferWithoutBarrier(infer), "submit")
                    .addProcessor("answer", () -> new Answering(observation), "infer")
                    .addSink(
                            "results",
                            topics.output(),
                            new ByteArraySerializer(),
                            new ByteArraySerializer(),
                            samePartition(),
                            "answer");
        }

        private static StreamPartitioner<byte[], byte[]> samePartition() {
            return (topic, key, value, partitions) -> Optional.of(Set.of(Load.partitionOf(key)));
        }
    }
}
