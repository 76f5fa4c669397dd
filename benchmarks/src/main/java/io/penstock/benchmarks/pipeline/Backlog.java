package io.penstock.benchmarks.pipeline;

import io.penstock.schema.InferenceRequest;
import io.penstock.schema.serde.PenstockSerdes;
import io.penstock.topology.config.PipelineConfig;
import io.penstock.topology.config.SocketBuffers;
import io.penstock.topology.terminal.Progress;
import io.penstock.topology.terminal.StopSignal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * The requests of a benchmark: those of a pool over and over, each under its own number as key. They are encoded once, so
 * that sending them costs little.
 */
final class Backlog {
    private static final int CHECK_EVERY = 1 << 12;

    private final List<byte[]> encoded;
    private final int records;

    /** @param config where the registry and the input topic are */
    Backlog(List<InferenceRequest> pool, int records, PipelineConfig config) {
        this.records = records;
        try (Serializer<InferenceRequest> serializer = PenstockSerdes.configuredWith(
                        config.registry().serdeProperties())
                .requests()
                .serializer()) {
            String topic = config.input().topic();
            this.encoded = pool.stream()
                    .map(request -> serializer.serialize(topic, request))
                    .toList();
        }
    }

    /** The request that was sent under this key. */
    static int number(byte[] key) {
        return Integer.parseInt(new String(key, StandardCharsets.US_ASCII));
    }

    private static byte[] key(int number) {
        return Integer.toString(number).getBytes(StandardCharsets.US_ASCII);
    }

    /** The values of the requests that differ, in the pool's order. */
    List<byte[]> values() {
        return encoded;
    }

    /** The mean size of a request's key and value. */
    double bytesPerRecord() {
        long keys = 0;
        for (int i = 0; i < records; i++) {
            keys += key(i).length;
        }
        return (double) keys / records
                + encoded.stream().mapToInt(value -> value.length).average().orElse(0);
    }

    /**
     * Sends all of them, in the order of their numbers.
     *
     * @throws IllegalStateException if the broker refuses one
     */
    @SuppressWarnings("FutureReturnValueIgnored") // the callback learns of a failure
    void send(PipelineConfig config, Progress progress, StopSignal stop) {
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        try (KafkaProducer<byte[], byte[]> producer = producer(config)) {
            for (int i = 0; i < records; i++) {
                byte[] value = encoded.get(i % encoded.size());
                producer.send(new ProducerRecord<>(config.input().topic(), key(i), value), (metadata, thrown) -> {
                    if (thrown != null) {
                        failure.compareAndSet(null, thrown);
                    }
                });
                if (i % CHECK_EVERY == 0) {
                    stop.check();
                    progress.at(i);
                }
            }
            producer.flush();
        }
        progress.at(records);
        Exception lost = failure.get();
        if (lost != null) {
            throw new IllegalStateException("the broker took a request not: " + lost.getMessage(), lost);
        }
    }

    private static KafkaProducer<byte[], byte[]> producer(PipelineConfig config) {
        return new KafkaProducer<>(
                SocketBuffers.with(Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        config.kafka().get("bootstrap.servers"),
                        ProducerConfig.LINGER_MS_CONFIG,
                        5,
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        1 << 18,
                        ProducerConfig.BUFFER_MEMORY_CONFIG,
                        1L << 26,
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        1 << 24)),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }
}
