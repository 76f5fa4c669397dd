package io.penstock.client;

import io.penstock.schema.DeadLetter;
import io.penstock.schema.InferenceResult;
import io.penstock.schema.serde.PenstockSerdes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads results and dead letters on a thread of its own and ends the calls that they answer. Answers of others are
 * told by their header and not decoded. Owns its consumer and closes it on its thread.
 */
final class AnswerReader implements Runnable, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AnswerReader.class);
    private static final long LEAST_POLL_NANOS = Duration.ofMillis(1).toNanos();
    private static final long MOST_POLL_NANOS = Duration.ofMillis(50).toNanos();
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private final Correlation correlation;
    private final Calls calls;
    private final ClientListener listener;
    private final String deadLetterTopic;
    private final Duration poll;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final AnswerTopics topics;
    private final Deserializer<InferenceResult> results;
    private final Deserializer<DeadLetter> deadLetters;
    private final Thread thread = new Thread(this, "penstock-client-answers");
    private volatile boolean closed;

    private AnswerReader(ClientSettings settings, Correlation correlation, Calls calls) {
        this.correlation = correlation;
        this.calls = calls;
        this.listener = settings.listener();
        this.deadLetterTopic = settings.topics().deadLetters();
        this.poll = Duration.ofNanos(Math.max(
                LEAST_POLL_NANOS, Math.min(MOST_POLL_NANOS, settings.timeout().toNanos() / 20)));
        PenstockSerdes serdes = PenstockSerdes.configuredWith(settings.registry());
        this.results = serdes.results().deserializer();
        this.deadLetters = serdes.deadLetters().deserializer();
        this.consumer =
                new KafkaConsumer<>(settings.consumer(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.topics = new AnswerTopics(consumer, List.of(settings.topics().results(), deadLetterTopic));
        this.thread.setDaemon(true);
    }

    /** Reads what comes from now on. */
    static AnswerReader start(ClientSettings settings, Correlation correlation, Calls calls) {
        AnswerReader reader = new AnswerReader(settings, correlation, calls);
        try {
            reader.topics.seekToEnd();
        } catch (Throwable failure) {
            reader.release();
            throw failure;
        }
        reader.thread.start();
        return reader;
    }

    @Override
    public void run() {
        try {
            while (!closed) {
                read();
                calls.expire(System.nanoTime());
            }
        } catch (RuntimeException | Error failure) {
            ClientClosedException reason = new ClientClosedException("reading answers has failed: " + failure, failure);
            calls.stop(reason);
            calls.failAll(reason);
        } finally {
            release();
        }
    }

    private void read() {
        try {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(poll);
            int ignored = 0;
            for (ConsumerRecord<byte[], byte[]> each : records) {
                ignored += answer(each) ? 0 : 1;
            }
            if (ignored > 0) {
                listener.onIgnored(ignored);
            }
            topics.refresh();
        } catch (RetriableException e) {
            LOG.atWarn()
                    .setMessage("Answers could not be read; trying again")
                    .setCause(e)
                    .log();
        }
    }

    private boolean answer(ConsumerRecord<byte[], byte[]> read) {
        OptionalLong number = correlation.numberIn(read.headers());
        Optional<Call> call = number.isEmpty() ? Optional.empty() : calls.take(number.getAsLong());
        call.ifPresent(waiting -> end(waiting, read));
        return call.isPresent();
    }

    private void end(Call call, ConsumerRecord<byte[], byte[]> read) {
        try {
            if (read.topic().equals(deadLetterTopic)) {
                call.fail(new DeadLetterException(decoded(deadLetters, read)));
            } else {
                call.complete(decoded(results, read));
            }
        } catch (KafkaException e) {
            call.fail(new UnreadableAnswerException(
                    "the answer cannot be read: id=" + call.id() + ", topic=" + read.topic() + ", partition="
                            + read.partition() + ", offset=" + read.offset() + ": " + e.getMessage(),
                    e));
        }
    }

    private static <T> T decoded(Deserializer<T> deserializer, ConsumerRecord<byte[], byte[]> read) {
        T answer = deserializer.deserialize(read.topic(), read.headers(), read.value());
        if (answer == null) {
            throw new SerializationException("the record has no value");
        }
        return answer;
    }

    private void release() {
        try (results;
                deadLetters) {
            consumer.close();
        }
    }

    /** Ends the reading. */
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
