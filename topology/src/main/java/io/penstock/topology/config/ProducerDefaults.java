package io.penstock.topology.config;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * How the producers of pipelines and of the command line gather records, unless something else is said.
 *
 * <p>Kafka's own {@code batch.size} is 16 KiB: a tensor of that size is a batch by itself, with a buffer that no later one
 * uses again, a checksum, an entry in each request and in the broker's log.
 */
public final class ProducerDefaults {
    /** {@code linger.ms}: how long a batch waits for more records. */
    public static final int LINGER_MILLIS = 2;

    /** {@code batch.size}: a partition that has something to send takes this much of {@code buffer.memory}, 32 MiB. */
    public static final int BATCH_BYTES = 128 << 10;

    /** {@code max.request.size}: the largest record, too. */
    public static final int MAX_REQUEST_BYTES = 16 << 20;

    /** All of them, by Kafka's names. */
    public static final Map<String, Integer> ALL = Map.of(
            ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS,
            ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES,
            ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_REQUEST_BYTES);

    private ProducerDefaults() {}

    /** These properties of a producer, and the defaults where they say nothing of them. */
    public static Map<String, Object> with(Map<String, ?> properties) {
        Map<String, Object> all = new HashMap<>(ALL);
        all.putAll(properties);
        return all;
    }
}
