package io.penstock.topology.pipeline;

import io.penstock.local.LocalCluster;
import io.penstock.schema.DeadLetter;
import io.penstock.schema.InferenceRequest;
import io.penstock.schema.InferenceResult;
import io.penstock.schema.serde.PenstockSerdes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** A client of pipelines: sends requests, good and bad, and reads what comes back. */
final class Traffic implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String bootstrapServers;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final KafkaProducer<byte[], byte[]> producer;
    private final Serializer<InferenceRequest> requests;
    private final Deserializer<InferenceRequest> requestReader;
    private final Deserializer<InferenceResult> results;
    private final Deserializer<DeadLetter> deadLetters;

    Traffic(LocalCluster cluster) {
        this.bootstrapServers = cluster.broker().bootstrapServers();
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "linger.ms", 1, "max.request.size", 16 << 20),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        PenstockSerdes serdes = PenstockSerdes.configuredWith(
                Map.of("schema.registry.url", cluster.registry().url()));
        this.requests = serdes.requests().serializer();
        this.requestReader = serdes.requests().deserializer();
        this.results = serdes.results().deserializer();
        this.deadLetters = serdes.deadLetters().deserializer();
    }

    void send(String topic, @Nullable Integer partition, String key, InferenceRequest request) {
        sendRaw(topic, partition, key, requests.serialize(topic, request));
    }

    void send(
            String topic, @Nullable Integer partition, String key, @Nullable Header header, InferenceRequest request) {
        sendRaw(topic, partition, key, header, requests.serialize(topic, request));
    }

    void sendRaw(String topic, @Nullable Integer partition, String key, byte @Nullable [] value) {
        sendRaw(topic, partition, key, new RecordHeader("trace", key.getBytes(StandardCharsets.UTF_8)), value);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback learns of a failure
    void sendRaw(
            String topic, @Nullable Integer partition, String key, @Nullable Header header, byte @Nullable [] value) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, partition, key.getBytes(StandardCharsets.UTF_8), value);
        if (header != null) {
            record.headers().add(header);
        }
        producer.send(record, (sent, refused) -> failure.compareAndSet(null, refused));
    }

    /** Makes the registry know the request's schema. */
    void register(String topic, InferenceRequest request) {
        requests.serialize(topic, request);
    }

    List<InferenceRequest> requests(String topic, int expected) {
        return read(topic, expected).stream()
                .map(record -> Objects.requireNonNull(requestReader.deserialize(topic, record.value())))
                .toList();
    }

    /** Waits until everything is sent. */
    void flush() {
        producer.flush();
        Exception refused = failure.get();
        if (refused != null) {
            throw new AssertionError("a record was not taken", refused);
        }
    }

    /** Reads a topic's committed records from its start until there are {@code expected}, or patience runs out. */
    List<ConsumerRecord<byte[], byte[]>> read(String topic, int expected) {
        List<ConsumerRecord<byte[], byte[]>> read = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(consumer.partitionsFor(topic).stream()
                    .map(each -> new TopicPartition(topic, each.partition()))
                    .toList());
            consumer.seekToBeginning(consumer.assignment());
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (read.size() < expected && System.nanoTime() < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(read::add);
            }
            consumer.poll(Duration.ofMillis(100)).forEach(read::add);
        }
        return read;
    }

    List<InferenceResult> results(String topic, int expected) {
        return read(topic, expected).stream()
                .map(record -> Objects.requireNonNull(results.deserialize(topic, record.value())))
                .toList();
    }

    List<DeadLetter> deadLetters(String topic, int expected) {
        return read(topic, expected).stream()
                .map(record -> Objects.requireNonNull(deadLetters.deserialize(topic, record.value())))
                .toList();
    }

    @Override
    public void close() {
        producer.close();
        requests.close();
        requestReader.close();
        results.close();
        deadLetters.close();
    }
}
