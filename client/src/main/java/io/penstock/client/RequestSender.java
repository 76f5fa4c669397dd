package io.penstock.client;

import io.penstock.schema.InferenceRequest;
import io.penstock.schema.serde.PenstockSerdes;
import java.time.Duration;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Puts requests onto their topic. Owns its producer. Thread-safe. */
final class RequestSender implements AutoCloseable {
    private final String topic;
    private final Duration timeout;
    private final KafkaProducer<byte[], InferenceRequest> producer;

    RequestSender(ClientSettings settings) {
        this.topic = settings.topics().requests();
        this.timeout = settings.timeout();
        this.producer = new KafkaProducer<>(
                settings.producer(),
                new ByteArraySerializer(),
                PenstockSerdes.configuredWith(settings.registry()).requests().serializer());
    }

    /**
     * Sends a request.
     *
     * @param correlation the header's value; null for a request whose answer nobody waits for
     * @param taken hears null once the broker has it, or why it has not
     */
    @SuppressWarnings("FutureReturnValueIgnored") // the callback learns of it
    void send(
            byte @Nullable [] key,
            InferenceRequest request,
            byte @Nullable [] correlation,
            Consumer<@Nullable RequestNotSentException> taken) {
        ProducerRecord<byte[], InferenceRequest> record = new ProducerRecord<>(topic, key, request);
        if (correlation != null) {
            record.headers().add(Correlation.HEADER, correlation);
        }
        try {
            producer.send(record, (done, refused) -> taken.accept(refused == null ? null : failure(request, refused)));
        } catch (KafkaException | IllegalStateException e) {
            taken.accept(failure(request, e));
        }
    }

    private RequestNotSentException failure(InferenceRequest request, Exception refused) {
        String cause =
                refused.getCause() == null ? "" : ": " + refused.getCause().getMessage();
        return new RequestNotSentException(
                "the request was not sent: id=" + request.getId() + ", topic=" + topic + ": " + refused.getMessage()
                        + cause,
                refused);
    }

    /** Waits until the broker has all that was sent, or has refused it; at most for the timeout. */
    @Override
    public void close() {
        producer.close(timeout);
    }
}
