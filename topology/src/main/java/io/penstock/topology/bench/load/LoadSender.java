package io.penstock.topology.bench.load;

import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Sends encoded requests, the same ones over and over, each under its own key. Belongs to one thread. */
final class LoadSender implements AutoCloseable {
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final KafkaProducer<byte[], byte[]> producer;
    private final String topic;
    private final List<byte[]> requests;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private int next;

    LoadSender(LoadClients clients, String topic, List<byte[]> requests) {
        this.topic = topic;
        this.requests = List.copyOf(requests);
        this.producer = new KafkaProducer<>(
                clients.producerWith(Map.of(
                        ProducerConfig.LINGER_MS_CONFIG,
                        1,
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        1 << 17,
                        ProducerConfig.BUFFER_MEMORY_CONFIG,
                        1L << 26,
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        1 << 24)),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback learns of a failure
    void send(LoadKey key) {
        byte[] value = requests.get(next);
        next = next + 1 == requests.size() ? 0 : next + 1;
        producer.send(new ProducerRecord<>(topic, key.bytes(), value), (metadata, thrown) -> {
            if (thrown != null) {
                failure.compareAndSet(null, thrown);
            }
        });
    }

    /** @throws PenstockException if the broker has refused a request */
    void check() {
        Exception thrown = failure.get();
        if (thrown != null) {
            throw new PenstockException(
                    FailureCategory.FATAL,
                    "the broker did not take a request: topic=" + topic + ": " + thrown.getMessage(),
                    thrown);
        }
    }

    @Override
    public void close() {
        producer.close(CLOSE_TIMEOUT);
    }
}
