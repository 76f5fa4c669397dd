package io.penstock.client;

import io.penstock.local.LocalCluster;
import io.penstock.schema.DeadLetter;
import io.penstock.schema.FailureCategory;
import io.penstock.schema.InferenceRequest;
import io.penstock.schema.InferenceResult;
import io.penstock.schema.serde.PenstockSerdes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;

/**
 * Answers requests as a pipeline does, under their key and headers: to ids that begin with {@code dead} with a dead
 * letter, with {@code silent} not at all, with {@code garbage} with bytes that are no result, with {@code held} once it
 * is released, with {@code twice} twice, and to all others with a result of the same id.
 */
final class Responder implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(20);

    final String name;
    final LocalCluster cluster;
    private final CountDownLatch released = new CountDownLatch(1);
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Serde<InferenceRequest> requests;
    private final Serde<InferenceResult> results;
    private final Serde<DeadLetter> deadLetters;
    private final Thread thread = new Thread(this::respond, "responder");
    private volatile boolean closed;

    Responder(LocalCluster cluster, String name) {
        this.name = name;
        this.cluster = cluster;
        cluster.broker().createTopics(Map.of(name + ".in", 2, name + ".out", 2, name + ".dead", 1));
        PenstockSerdes serdes = PenstockSerdes.configuredWith(
                Map.of("schema.registry.url", cluster.registry().url()));
        requests = serdes.requests();
        results = serdes.results();
        deadLetters = serdes.deadLetters();
        String servers = cluster.broker().bootstrapServers();
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers), new ByteArraySerializer(), new ByteArraySerializer());
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", servers), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions =
                List.of(new TopicPartition(name + ".in", 0), new TopicPartition(name + ".in", 1));
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        thread.start();
    }

    /** A client of it, with short patience, not built yet. */
    PenstockClientBuilder client() {
        return PenstockClient.builder()
                .bootstrapServers(cluster.broker().bootstrapServers())
                .registry(cluster.registry().url())
                .topics(name + ".in", name + ".out", name + ".dead")
                .timeout(Duration.ofSeconds(30));
    }

    static InferenceRequest request(String id) {
        return InferenceRequest.newBuilder().setId(id).build();
    }

    void release() {
        released.countDown();
    }

    private void respond() {
        while (!closed) {
            consumer.poll(POLL).forEach(this::respond);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a lost answer fails the test
    private void respond(ConsumerRecord<byte[], byte[]> read) {
        String id = Objects.requireNonNull(requests.deserializer().deserialize(read.topic(), read.value()))
                .getId();
        if (id.startsWith("silent")) {
            return;
        }
        if (id.startsWith("held")) {
            awaitRelease();
        }
        for (int i = 0; i < (id.startsWith("twice") ? 2 : 1); i++) {
            producer.send(answer(id, read.key(), read.headers()));
        }
    }

    private void awaitRelease() {
        try {
            released.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ProducerRecord<byte[], byte[]> answer(String id, byte[] key, Headers headers) {
        if (id.startsWith("dead")) {
            DeadLetter letter = DeadLetter.newBuilder()
                    .setRequestId(id)
                    .setPipeline(name)
                    .setStage("preprocess")
                    .setCategory(FailureCategory.INVALID_INPUT)
                    .setReason("it is no image")
                    .build();
            String topic = name + ".dead";
            return new ProducerRecord<>(
                    topic, null, key, deadLetters.serializer().serialize(topic, letter), headers);
        }
        String topic = name + ".out";
        byte[] value = id.startsWith("garbage")
                ? "garbage".getBytes(StandardCharsets.UTF_8)
                : results.serializer()
                        .serialize(topic, InferenceResult.newBuilder().setId(id).build());
        return new ProducerRecord<>(topic, null, key, value, headers);
    }

    @Override
    public void close() {
        closed = true;
        release();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        consumer.close();
        producer.close();
        requests.close();
        results.close();
        deadLetters.close();
    }
}
