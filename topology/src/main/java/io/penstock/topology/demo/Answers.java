package io.penstock.topology.demo;

import io.penstock.schema.ClassificationOutput;
import io.penstock.schema.DeadLetter;
import io.penstock.schema.InferenceResult;
import io.penstock.schema.ScoredClass;
import io.penstock.schema.serde.PenstockSerdes;
import io.penstock.topology.config.PipelineConfig;
import io.penstock.topology.config.SocketBuffers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads results and dead letters as they are committed, on a thread of its own, and files them by request. Thread-safe.
 */
final class Answers implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(20);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Deserializer<InferenceResult> results;
    private final Deserializer<DeadLetter> deadLetters;
    private final String deadLetterTopic;
    private final AtomicLongArray dueNanos;
    private final AtomicReferenceArray<@Nullable Answer> byRequest;
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger duplicates = new AtomicInteger();
    private final List<Refusal> refusals = new ArrayList<>();
    private final Thread reader = new Thread(this::read, "demo-results");
    private volatile boolean finishing;
    private volatile boolean closed;
    private volatile @Nullable RuntimeException failure;

    Answers(PipelineConfig config, AtomicLongArray dueNanos) {
        this.dueNanos = dueNanos;
        this.byRequest = new AtomicReferenceArray<>(dueNanos.length());
        this.deadLetterTopic = config.deadLetters().topic();
        PenstockSerdes serdes = PenstockSerdes.configuredWith(config.registry().serdeProperties());
        this.results = serdes.results().deserializer();
        this.deadLetters = serdes.deadLetters().deserializer();
        this.consumer = new KafkaConsumer<>(
                SocketBuffers.with(Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        config.kafka().get("bootstrap.servers"),
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        5_000)),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = Stream.of(config.output().topic(), deadLetterTopic)
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        reader.setDaemon(true);
    }

    Answers start() {
        reader.start();
        return this;
    }

    /** How many requests have their result. */
    int answered() {
        return answered.get();
    }

    /** How many results there were to requests that had one. */
    int duplicates() {
        return duplicates.get();
    }

    /** The dead letters so far. */
    List<Refusal> refusals() {
        synchronized (refusals) {
            return List.copyOf(refusals);
        }
    }

    /** When a request was due, by {@link System#nanoTime}. */
    long dueNanos(int request) {
        return dueNanos.get(request);
    }

    /** The answer to a request, if it has come. */
    Optional<Answer> to(int request) {
        return Optional.ofNullable(byRequest.get(request));
    }

    /** Those answers to a phase's requests that have come. */
    List<Answer> to(Phase phase) {
        return IntStream.range(phase.first(), phase.end())
                .mapToObj(this::to)
                .flatMap(Optional::stream)
                .toList();
    }

    /** Throws what ended the reading, if something has. */
    void check() {
        RuntimeException thrown = failure;
        if (thrown != null) {
            throw thrown;
        }
    }

    /** Reads on to the end of both topics, to which nobody writes any more, and stops reading. */
    void finish() {
        finishing = true;
        await();
        check();
    }

    private void await() {
        try {
            reader.join(Duration.ofSeconds(30).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        try {
            boolean atEnd = false;
            while (!closed && !atEnd) {
                boolean last = finishing;
                for (ConsumerRecord<byte[], byte[]> each : consumer.poll(POLL)) {
                    file(each, System.nanoTime());
                }
                atEnd = last && isAtEnd();
            }
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    private boolean isAtEnd() {
        return consumer.endOffsets(consumer.assignment()).entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private void file(ConsumerRecord<byte[], byte[]> read, long nowNanos) {
        if (read.topic().equals(deadLetterTopic)) {
            DeadLetter letter = deadLetters.deserialize(read.topic(), read.headers(), read.value());
            synchronized (refusals) {
                refusals.add(refusal(letter));
            }
            return;
        }
        InferenceResult result = results.deserialize(read.topic(), read.headers(), read.value());
        int request = Requests.number(result.getId());
        if (byRequest.getAndSet(request, answer(request, result, nowNanos)) == null) {
            answered.incrementAndGet();
        } else {
            duplicates.incrementAndGet();
        }
    }

    private Answer answer(int request, InferenceResult result, long nowNanos) {
        ScoredClass best = ((ClassificationOutput) result.getOutput())
                .getRows()
                .get(0)
                .getClasses()
                .get(0);
        return new Answer(
                best.getLabel(),
                best.getScore(),
                nowNanos,
                nowNanos - dueNanos.get(request),
                result.getTimings().getEndToEndMicros(),
                result.getTimings().getQueueMicros(),
                result.getTimings().getComputeMicros(),
                result.getBatch().getId(),
                result.getBatch().getSize());
    }

    private static Refusal refusal(DeadLetter letter) {
        return new Refusal(
                letter.getRequestId().orElse(""),
                letter.getStage(),
                letter.getCategory().name(),
                letter.getReason());
    }

    @Override
    public void close() {
        closed = true;
        await();
        consumer.close();
        results.close();
        deadLetters.close();
    }
}
