package io.penstock.benchmarks.subject;

import io.penstock.topology.config.PrefixedProperties;
import io.penstock.topology.config.ProducerDefaults;
import io.penstock.topology.config.SocketBuffers;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** Kafka's properties for a workload, the same for every subject; what is not set here is each client's own. */
public final class ClientSettings {
    private static final int SESSION_MILLIS = 10_000;

    private ClientSettings() {}

    /** Those of a consumer, address and group left out. */
    public static Map<String, Object> consumer(Workload workload) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MILLIS);
        properties.putAll(SocketBuffers.SYSTEM);
        if (workload.clients().pollRecords() > 0) {
            properties.put(
                    ConsumerConfig.MAX_POLL_RECORDS_CONFIG, workload.clients().pollRecords());
        }
        properties.putAll(PrefixedProperties.of(workload.clients().kafka(), List.of(StreamsConfig.CONSUMER_PREFIX)));
        return properties;
    }

    /** Those of a producer, address and transactional id left out. */
    public static Map<String, Object> producer(Workload workload) {
        Map<String, Object> properties = new HashMap<>(SocketBuffers.SYSTEM);
        properties.putAll(ProducerDefaults.ALL);
        properties.put(ProducerConfig.LINGER_MS_CONFIG, workload.clients().lingerMillis());
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none");
        properties.putAll(PrefixedProperties.of(workload.clients().kafka(), List.of(StreamsConfig.PRODUCER_PREFIX)));
        return properties;
    }

    /** Of a consumer that stands by itself. */
    public static Map<String, Object> standaloneConsumer(Workload workload) {
        Map<String, Object> properties = new HashMap<>(consumer(workload));
        properties.put(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, workload.topics().bootstrapServers());
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, workload.topics().application());
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, workload.exactlyOnce() ? "read_committed" : "read_uncommitted");
        return properties;
    }

    /** Of a producer that stands by itself; it has a transactional id if the workload is exactly once. */
    public static Map<String, Object> standaloneProducer(Workload workload, String transactionalId) {
        Map<String, Object> properties = new HashMap<>(producer(workload));
        properties.put(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, workload.topics().bootstrapServers());
        if (workload.exactlyOnce()) {
            properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        }
        return properties;
    }

    /** All of it in words, for the report. */
    public static Map<String, String> described(Workload workload) {
        Map<String, String> all = new TreeMap<>();
        consumer(workload).forEach((key, value) -> all.put("consumer." + key, value.toString()));
        producer(workload).forEach((key, value) -> all.put("producer." + key, value.toString()));
        all.put("guarantee", workload.clients().guarantee().toString());
        all.put("threads", Integer.toString(workload.clients().threads()));
        all.put(
                "commit interval",
                String.format(Locale.ROOT, "%d ms", workload.clients().commitMillis()));
        return all;
    }
}
