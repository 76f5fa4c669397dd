package io.penstock.topology.cli;

import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import io.penstock.schema.EncodedPayload;
import io.penstock.schema.InferenceRequest;
import io.penstock.schema.serde.PenstockSerdes;
import io.penstock.topology.config.ProducerDefaults;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Sends documents as requests and counts those that the broker has. Belongs to one thread. */
final class RequestProducer implements AutoCloseable {
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private final KafkaProducer<byte[], InferenceRequest> producer;
    private final String topic;
    private final Optional<Duration> deadline;
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private long sent;

    /** @param deadline how long after its sending a request's answer is worth something */
    RequestProducer(Addresses addresses, String topic, Optional<Duration> deadline) {
        this.topic = topic;
        this.deadline = deadline;
        this.producer = new KafkaProducer<>(
                ProducerDefaults.with(addresses.producer()),
                new ByteArraySerializer(),
                PenstockSerdes.configuredWith(addresses.serdes()).requests().serializer());
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback learns of a failure
    void send(String id, Document document) {
        Instant now = Instant.now();
        InferenceRequest request = InferenceRequest.newBuilder()
                .setId(id)
                .setInput(new EncodedPayload(
                        document.mediaType(), document.content().duplicate()))
                .setCreatedAt(now)
                .setDeadline(deadline.map(now::plus).orElse(null))
                .build();
        sent++;
        try {
            producer.send(new ProducerRecord<>(topic, id.getBytes(StandardCharsets.UTF_8), request), (done, thrown) -> {
                if (thrown == null) {
                    acknowledged.incrementAndGet();
                } else {
                    failure.compareAndSet(null, thrown);
                }
            });
        } catch (KafkaException e) {
            failure.compareAndSet(null, e);
        }
    }

    long sent() {
        return sent;
    }

    long acknowledged() {
        return acknowledged.get();
    }

    /** Waits until the broker has taken or refused all that was sent. */
    void flush() {
        producer.flush();
    }

    /** @throws PenstockException if a request did not arrive */
    void check() {
        Exception thrown = failure.get();
        if (thrown != null) {
            String cause =
                    thrown.getCause() == null ? "" : ": " + thrown.getCause().getMessage();
            throw new PenstockException(
                    FailureCategory.TRANSIENT,
                    "a request was not sent: topic=" + topic + ", acknowledged=" + acknowledged() + " of " + sent + ": "
                            + thrown.getMessage() + cause,
                    thrown);
        }
    }

    @Override
    public void close() {
        producer.close(CLOSE_TIMEOUT);
    }
}
