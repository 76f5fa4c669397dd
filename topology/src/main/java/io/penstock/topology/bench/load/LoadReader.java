package io.penstock.topology.bench.load;

import io.penstock.schema.DeadLetter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads answers as soon as they are committed, on a thread of its own. It looks at their keys only, so that it costs
 * little of the machine that is measured. Thread-safe.
 */
final class LoadReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Deserializer<DeadLetter> deadLetters;
    private final String deadLetterTopic;
    private final Thread thread = new Thread(this::read, "bench-answers");
    private volatile StepTally tally = new StepTally(0);
    private volatile boolean closed;
    private volatile @Nullable String reason;
    private volatile @Nullable RuntimeException failure;

    /** A reader from the end of these topics on, which exist. */
    LoadReader(LoadClients clients, BenchTopics topics, Deserializer<DeadLetter> deadLetters) {
        this.deadLetters = deadLetters;
        this.deadLetterTopic = topics.deadLetters();
        this.consumer = new KafkaConsumer<>(
                clients.consumerWith(Map.of(
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        "false",
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        5_000)),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = Stream.of(topics.output(), deadLetterTopic)
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        thread.setDaemon(true);
        thread.start();
    }

    /** From now on answers belong to this step. */
    void count(StepTally next) {
        tally = next;
    }

    /** Why the first dead letter is one, if there was any. */
    Optional<String> firstReason() {
        return Optional.ofNullable(reason);
    }

    /** Throws what ended the reading, if something has. */
    void check() {
        RuntimeException thrown = failure;
        if (thrown != null) {
            throw thrown;
        }
    }

    private void read() {
        try (consumer;
                deadLetters) {
            while (!closed) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                long now = System.nanoTime();
                for (ConsumerRecord<byte[], byte[]> each : records) {
                    count(each, now);
                }
            }
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    private void count(ConsumerRecord<byte[], byte[]> read, long now) {
        boolean isDeadLetter = read.topic().equals(deadLetterTopic);
        if (isDeadLetter && reason == null) {
            DeadLetter letter = deadLetters.deserialize(read.topic(), read.headers(), read.value());
            reason = letter.getStage() + ": " + letter.getCategory() + ": " + letter.getReason();
        }
        LoadKey key = LoadKey.of(read.key());
        if (key != null) {
            tally.answered(key, now, isDeadLetter);
        }
    }

    /** Ends the reading. Closing twice does nothing. */
    @Override
    public void close() {
        closed = true;
        try {
            thread.join(CLOSE_TIMEOUT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
