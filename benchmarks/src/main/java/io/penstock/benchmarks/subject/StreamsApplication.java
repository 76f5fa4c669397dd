package io.penstock.benchmarks.subject;

import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import io.penstock.schema.InferenceRequest;
import io.penstock.schema.InferenceResult;
import io.penstock.topology.pipeline.RecordTimestamps;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;
import org.jspecify.annotations.Nullable;

/** A Kafka Streams application that answers record by record on its StreamThreads. Owns the answerer. Thread-safe. */
public final class StreamsApplication implements RunningSubject {
    private static final Duration CLOSE = Duration.ofMinutes(2);

    private final KafkaStreams streams;
    private final Answerer answerer;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    private StreamsApplication(KafkaStreams streams, Answerer answerer) {
        this.streams = streams;
        this.answerer = answerer;
        streams.setUncaughtExceptionHandler(thrown -> {
            failure.compareAndSet(null, thrown);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
    }

    /** Starts it, with the serdes that Penstock has. */
    public static StreamsApplication start(Workload workload, Answerer answerer) {
        return start(workload, answerer, WorkloadSerdes.requests(workload), WorkloadSerdes.results(workload));
    }

    /** Starts it. */
    static StreamsApplication start(
            Workload workload, Answerer answerer, Serde<InferenceRequest> requests, Serde<InferenceResult> results) {
        StreamsApplication started = new StreamsApplication(
                new KafkaStreams(topology(workload, answerer, requests, results), properties(workload)), answerer);
        started.streams.start();
        return started;
    }

    private static Topology topology(
            Workload workload, Answerer answerer, Serde<InferenceRequest> requests, Serde<InferenceResult> results) {
        Serde<byte[]> keys = Serdes.ByteArray();
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(workload.topics().input(), Consumed.with(keys, requests))
                .mapValues(answerer::answer)
                .to(workload.topics().output(), Produced.with(keys, results));
        return builder.build();
    }

    private static Properties properties(Workload workload) {
        Properties properties = new Properties();
        ClientSettings.consumer(workload)
                .forEach((key, value) -> properties.put(StreamsConfig.consumerPrefix(key), value));
        ClientSettings.producer(workload)
                .forEach((key, value) -> properties.put(StreamsConfig.producerPrefix(key), value));
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, workload.topics().bootstrapServers());
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, workload.topics().application());
        properties.put(
                StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
                workload.clients().guarantee().toString());
        properties.put(
                StreamsConfig.NUM_STREAM_THREADS_CONFIG, workload.clients().threads());
        properties.put(
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, workload.clients().commitMillis());
        properties.put(StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, RecordTimestamps.class);
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateFolder());
        return properties;
    }

    private static String stateFolder() {
        try {
            return Files.createTempDirectory("rival-streams-").toString();
        } catch (IOException e) {
            throw new PenstockException(FailureCategory.FATAL, "no folder for Kafka Streams: " + e.getMessage(), e);
        }
    }

    @Override
    public Optional<Throwable> failure() {
        return Optional.ofNullable(failure.get());
    }

    @Override
    public void close() {
        boolean stopped = streams.close(CloseOptions.timeout(CLOSE)
                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
        if (!stopped) {
            // its threads may be within the answerer, whose native memory must outlive them
            throw new PenstockException(
                    FailureCategory.FATAL,
                    "Kafka Streams has not stopped after " + CLOSE.toSeconds()
                            + " s, its threads still answer what they have polled: lower --threads or --poll-records");
        }
        answerer.close();
    }
}
