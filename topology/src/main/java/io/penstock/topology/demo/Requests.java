package io.penstock.topology.demo;

import io.penstock.schema.EncodedPayload;
import io.penstock.schema.InferenceRequest;
import io.penstock.schema.serde.PenstockSerdes;
import io.penstock.topology.config.PipelineConfig;
import io.penstock.topology.config.SocketBuffers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Sends the demo's requests: request n shows image n, and after the last image the first again. One thread's. */
final class Requests implements AutoCloseable {
    private static final String ID = "digit-";

    private final KafkaProducer<byte[], InferenceRequest> producer;
    private final String topic;
    private final List<HeldOutImage> images;
    private final AtomicLongArray dueNanos;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    Requests(PipelineConfig config, List<HeldOutImage> images, AtomicLongArray dueNanos) {
        this.topic = config.input().topic();
        this.images = images;
        this.dueNanos = dueNanos;
        this.producer = new KafkaProducer<>(
                SocketBuffers.with(Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        config.kafka().get("bootstrap.servers"),
                        ProducerConfig.LINGER_MS_CONFIG,
                        1)),
                new ByteArraySerializer(),
                PenstockSerdes.configuredWith(config.registry().serdeProperties())
                        .requests()
                        .serializer());
    }

    /** The number in the id of a request that {@link #send} sent; -1 for any other id. */
    static int number(String id) {
        return id.startsWith(ID) ? Integer.parseInt(id.substring(ID.length())) : -1;
    }

    /** Sends a phase's requests, each when it is due; calls {@code afterEach} in between. */
    void send(Phase phase, Runnable afterEach) {
        long start = System.nanoTime();
        for (int request = phase.first(); request < phase.end(); request++) {
            long due = start + phase.dueNanos(request);
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            dueNanos.set(request, Double.isInfinite(phase.perSecond()) ? System.nanoTime() : due);
            HeldOutImage image = images.get(request % images.size());
            send(image.file(), request(ID + request, image));
            afterEach.run();
        }
        producer.flush();
        Exception lost = failure.get();
        if (lost != null) {
            throw new IllegalStateException("the broker took a request not: " + lost.getMessage(), lost);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback learns of a failure
    void send(String key, InferenceRequest request) {
        producer.send(
                new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), request), (metadata, exception) -> {
                    if (exception != null) {
                        failure.compareAndSet(null, exception);
                    }
                });
    }

    private static InferenceRequest request(String id, HeldOutImage image) {
        return InferenceRequest.newBuilder()
                .setId(id)
                .setInput(new EncodedPayload("image/png", image.png()))
                .setCreatedAt(Instant.now())
                .build();
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
