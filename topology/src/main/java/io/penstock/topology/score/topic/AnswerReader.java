package io.penstock.topology.score.topic;

import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import io.penstock.schema.DeadLetter;
import io.penstock.schema.InferenceResult;
import io.penstock.schema.ModelIdentity;
import io.penstock.topology.score.Answer;
import io.penstock.topology.score.AnswerCells;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Reads results and dead letters on a thread of its own and gives them to those who expect them. Thread-safe. */
final class AnswerReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

    private final Map<String, CompletableFuture<Answer>> expected = new ConcurrentHashMap<>();
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Deserializer<InferenceResult> results;
    private final Deserializer<DeadLetter> letters;
    private final String deadLetters;
    private final AnswerCells cells;
    private final Thread thread;
    private volatile long lastNanos = System.nanoTime();
    private volatile String model = "";
    private volatile @Nullable RuntimeException failure;

    private AnswerReader(Clients clients, AnswerCells cells) {
        Map<String, Object> properties = new HashMap<>(clients.consumer());
        properties.putIfAbsent(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.keySet().remove(ConsumerConfig.GROUP_ID_CONFIG);
        this.deadLetters = clients.deadLetters();
        this.results = clients.serdes().results().deserializer();
        this.letters = clients.serdes().deadLetters().deserializer();
        this.cells = cells;
        this.consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.thread = new Thread(this::read, "penstock-answers");
        this.thread.setDaemon(true);
    }

    /** Reads what is written from now on. */
    static AnswerReader start(Clients clients, AnswerCells cells) {
        AnswerReader reader = new AnswerReader(clients, cells);
        try {
            List<TopicPartition> partitions = Stream.of(clients.results(), clients.deadLetters())
                    .flatMap(topic -> reader.consumer.partitionsFor(topic).stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            reader.consumer.assign(partitions);
            reader.consumer.seekToEnd(partitions);
            partitions.forEach(reader.consumer::position);
        } catch (RuntimeException failure) {
            reader.consumer.close();
            throw failure;
        }
        reader.thread.start();
        return reader;
    }

    /** What will be the answer to the request of this id. */
    CompletableFuture<Answer> expect(String id) {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        if (expected.isEmpty()) {
            lastNanos = System.nanoTime();
        }
        expected.put(id, answer);
        return answer;
    }

    /** What has answered; empty before the first result. */
    String model() {
        return model;
    }

    /** @throws PenstockException if answers cannot be read, or none has come for this long */
    void check(Duration patience) {
        RuntimeException failed = failure;
        if (failed != null) {
            throw new PenstockException(
                    FailureCategory.TRANSIENT, "the answers cannot be read: " + failed.getMessage(), failed);
        }
        if (System.nanoTime() - lastNanos > patience.toNanos()) {
            throw new PenstockException(
                    FailureCategory.TRANSIENT,
                    "no answer for " + patience.toSeconds() + " s: waiting=" + expected.size()
                            + "; does the pipeline run? The same command goes on where this one ends");
        }
    }

    private void read() {
        try {
            while (true) {
                consumer.poll(POLL).forEach(this::take);
            }
        } catch (WakeupException e) {
            // closed
        } catch (RuntimeException e) {
            failure = e;
        } finally {
            consumer.close();
        }
    }

    /** Answers have the key of their request, which is its id: those of others are not even decoded. */
    private void take(ConsumerRecord<byte[], byte[]> record) {
        byte[] key = record.key();
        CompletableFuture<Answer> waiting =
                key == null ? null : expected.remove(new String(key, StandardCharsets.UTF_8));
        if (waiting == null) {
            return;
        }
        lastNanos = System.nanoTime();
        try {
            waiting.complete(answer(record));
        } catch (PenstockException e) {
            waiting.completeExceptionally(e);
        }
    }

    private Answer answer(ConsumerRecord<byte[], byte[]> record) {
        if (record.topic().equals(deadLetters)) {
            DeadLetter letter = letters.deserialize(record.topic(), record.headers(), record.value());
            return new Answer.Refused(letter.getCategory().name(), letter.getReason());
        }
        InferenceResult result = results.deserialize(record.topic(), record.headers(), record.value());
        requireSameModel(result.getModel());
        return cells.of(result.getOutput());
    }

    private void requireSameModel(ModelIdentity identity) {
        String answering = identity.getName() + " version " + identity.getVersion() + ", " + identity.getBackend()
                + ", sha256 " + identity.getEngineHash();
        if (model.isEmpty()) {
            model = answering;
        } else if (!model.equals(answering)) {
            throw new PenstockException(
                    FailureCategory.FATAL,
                    "the deployed model has changed during the run: was " + model + ", is " + answering
                            + "; begin anew with --restart");
        }
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            thread.join(CLOSE_TIMEOUT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
