package io.penstock.topology.pipeline;

import io.penstock.schema.DeadLetter;
import io.penstock.schema.InferenceRequest;
import io.penstock.schema.InferenceResult;
import io.penstock.schema.serde.PenstockSerdes;
import io.penstock.topology.config.PipelineConfig;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serde;

/** What this application reads and writes. Owns its serdes, with a registry client each. Thread-safe. */
final class Wire implements AutoCloseable {
    private static final Duration REGISTRY_PATIENCE = Duration.ofSeconds(5);

    /** A StreamThread waits for each answer: the reader asks again, so one question must not take minutes. */
    private static final Map<String, String> REGISTRY_DEFAULTS =
            Map.of("http.connect.timeout.ms", "2000", "http.read.timeout.ms", "2000", "max.retries", "0");

    private final PipelineConfig config;
    private final TopicLimits limits;
    private final Serde<InferenceRequest> requests;
    private final Serde<InferenceResult> results;
    private final Serde<DeadLetter> deadLetters;

    Wire(PipelineConfig config, TopicLimits limits) {
        this.config = config;
        this.limits = limits;
        Map<String, String> properties = new HashMap<>(REGISTRY_DEFAULTS);
        properties.putAll(config.registry().serdeProperties());
        PenstockSerdes serdes = PenstockSerdes.configuredWith(properties);
        this.requests = serdes.requests();
        this.results = serdes.results();
        this.deadLetters = serdes.deadLetters();
    }

    RecordReader<InferenceRequest> requests() {
        return reader(requests);
    }

    RecordReader<InferenceResult> tensorResults() {
        return reader(results);
    }

    private <T> RecordReader<T> reader(Serde<T> serde) {
        return new RecordReader<>(
                serde.deserializer(), config.input().topic(), config.input().maxRecordBytes(), REGISTRY_PATIENCE);
    }

    RecordWriter<InferenceRequest> tensorRequests() {
        return writer(requests, config.output().topic());
    }

    RecordWriter<InferenceResult> results() {
        return writer(results, config.output().topic());
    }

    RecordWriter<DeadLetter> deadLetters() {
        return writer(deadLetters, config.deadLetters().topic());
    }

    private <T> RecordWriter<T> writer(Serde<T> serde, String topic) {
        return new RecordWriter<>(serde.serializer(), topic, limits.maxBytes(topic));
    }

    /** What one of the pipeline's topics takes. */
    RecordRoom room(String topic) {
        return new RecordRoom(limits.maxBytes(topic));
    }

    /** Encodes a dead letter, so that the registry is not asked in the midst of a batch. */
    void warmUpDeadLetters() {
        deadLetters().encode(new RecordHeaders(), DeadLetter.newBuilder().build());
    }

    /** Does the same for what else it may write. */
    void warmUp(boolean writesResults) {
        RecordHeaders none = new RecordHeaders();
        if (writesResults) {
            results().encode(none, InferenceResult.newBuilder().build());
        } else {
            tensorRequests().encode(none, InferenceRequest.newBuilder().build());
        }
    }

    @Override
    public void close() {
        List.of(requests, results, deadLetters).forEach(Serde::close);
    }
}
