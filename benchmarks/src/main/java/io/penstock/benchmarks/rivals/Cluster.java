package io.penstock.benchmarks.rivals;

import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import io.penstock.local.LocalBroker;
import io.penstock.local.LocalCluster;
import io.penstock.local.LocalRegistry;
import io.penstock.schema.InferenceResult;
import io.penstock.schema.serde.PenstockSerdes;
import io.penstock.topology.config.ProducerDefaults;
import io.penstock.topology.config.SocketBuffers;
import io.penstock.topology.terminal.Progress;
import io.penstock.topology.terminal.StopSignal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/**
 * The broker and the registry that all subjects share, in this process and in one of its own, and what the benchmark
 * does with them. The starter owns it and closes it. Belongs to one thread.
 */
final class Cluster implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int CHECK_EVERY = 1 << 12;

    private final LocalCluster cluster;
    private final Admin admin;

    private Cluster(LocalCluster cluster) {
        this.cluster = cluster;
        this.admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers()));
    }

    /** Starts both; the broker keeps its data in this folder, or in a temporary one. */
    static Cluster start(Optional<Path> data) {
        String threads = Integer.toString(Math.max(2, Runtime.getRuntime().availableProcessors() / 4));
        LocalBroker.Options options = LocalBroker.Options.defaults()
                .withSettings(Map.of("num.network.threads", threads, "num.io.threads", threads));
        return new Cluster(LocalCluster.start(
                data.map(options::withDataDirectory).orElse(options), LocalRegistry.Options.defaults()));
    }

    String servers() {
        return cluster.broker().bootstrapServers();
    }

    String registry() {
        return cluster.registry().url();
    }

    /** Creates a topic whose records are stamped by the broker and whose files go as soon as it is deleted. */
    void createTopic(String name, int partitions) {
        cluster.broker()
                .createTopics(
                        Map.of(name, partitions),
                        Map.of("message.timestamp.type", "LogAppendTime", "file.delete.delay.ms", "100"));
    }

    /** Registers the schema of answers for a topic, so that no two threads of a subject do it at once. */
    void registerAnswers(String topic) {
        try (Serde<InferenceResult> results = results()) {
            results.serializer().serialize(topic, InferenceResult.newBuilder().build());
        }
    }

    private Serde<InferenceResult> results() {
        return PenstockSerdes.configuredWith(Map.of("schema.registry.url", registry()))
                .results();
    }

    /** Deletes them, and their files soon after. */
    void deleteTopics(String... names) {
        await(admin.deleteTopics(List.of(names)).all());
    }

    /** The records of a topic so far, committed or not, with the marks of transactions. */
    long appended(String topic, int partitions) {
        Map<TopicPartition, OffsetSpec> latest = IntStream.range(0, partitions)
                .boxed()
                .collect(Collectors.toMap(i -> new TopicPartition(topic, i), i -> OffsetSpec.latest()));
        return await(admin.listOffsets(latest).all()).values().stream()
                .mapToLong(each -> each.offset())
                .sum();
    }

    /** The offset that a group has committed, by partition. */
    long[] committed(String group, String topic, int partitions) {
        var offsets = await(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        return IntStream.range(0, partitions)
                .mapToObj(i -> Optional.ofNullable(offsets.get(new TopicPartition(topic, i))))
                .mapToLong(offset -> offset.map(each -> each.offset()).orElse(0L))
                .toArray();
    }

    private static <T> T await(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new PenstockException(FailureCategory.FATAL, "the broker does not do it: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PenstockException(FailureCategory.FATAL, "interrupted while the broker was asked", e);
        }
    }

    /** Sends requests 0 to {@code records}: number i to partition {@code i % partitions}. */
    @SuppressWarnings("FutureReturnValueIgnored") // the callback learns of a failure
    void fill(String topic, int partitions, Requests requests, int records, Progress progress, StopSignal stop) {
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        try (KafkaProducer<byte[], byte[]> producer = backlogProducer()) {
            for (int i = 0; i < records; i++) {
                byte[] value = requests.encoded().get(i % requests.encoded().size());
                producer.send(
                        new ProducerRecord<>(topic, i % partitions, Requests.key(i), value), (metadata, thrown) -> {
                            if (thrown != null) {
                                failure.compareAndSet(null, thrown);
                            }
                        });
                if (i % CHECK_EVERY == 0) {
                    stop.check();
                    progress.at(i);
                }
            }
        }
        progress.at(records);
        Exception lost = failure.get();
        if (lost != null) {
            throw new IllegalStateException("the broker took a request not: " + lost.getMessage(), lost);
        }
    }

    /** A producer of single requests, which wait this long for more; the caller closes it. */
    KafkaProducer<byte[], byte[]> requestProducer(int lingerMillis) {
        return new KafkaProducer<>(
                SocketBuffers.with(Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        servers(),
                        ProducerConfig.LINGER_MS_CONFIG,
                        lingerMillis,
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        ProducerDefaults.BATCH_BYTES,
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        1 << 24)),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private KafkaProducer<byte[], byte[]> backlogProducer() {
        return new KafkaProducer<>(
                SocketBuffers.with(Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers(),
                        ProducerConfig.LINGER_MS_CONFIG, 5,
                        ProducerConfig.BATCH_SIZE_CONFIG, 1 << 18,
                        ProducerConfig.BUFFER_MEMORY_CONFIG, 1L << 26,
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 1 << 24)),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Hands all committed answers of a topic to the check. */
    void read(String topic, int partitions, AnswerCheck check, StopSignal stop) {
        try (Serde<InferenceResult> results = results();
                KafkaConsumer<byte[], byte[]> consumer = committedRecords(topic, partitions)) {
            Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                stop.check();
                for (ConsumerRecord<byte[], byte[]> each : consumer.poll(POLL)) {
                    check.answer(
                            Requests.number(each.key()),
                            each.timestamp(),
                            each.value().length,
                            () -> results.deserializer().deserialize(topic, each.headers(), each.value()));
                }
            }
        }
    }

    /** A consumer of all committed records of a topic, from its beginning on; the caller closes it. */
    KafkaConsumer<byte[], byte[]> committedRecords(String topic, int partitions) {
        List<TopicPartition> all = IntStream.range(0, partitions)
                .mapToObj(i -> new TopicPartition(topic, i))
                .toList();
        KafkaConsumer<byte[], byte[]> consumer = consumer();
        consumer.assign(all);
        consumer.seekToBeginning(all);
        return consumer;
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> settings = new HashMap<>(SocketBuffers.SYSTEM);
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, servers());
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000);
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 8 << 20);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public void close() {
        try (cluster;
                admin) {
            // clients first, whatever happens
        }
    }
}
