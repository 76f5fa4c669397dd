package io.penstock.topology.pipeline;

import static java.util.Map.entry;

import io.penstock.topology.config.Guarantee;
import io.penstock.topology.config.InferConfig;
import io.penstock.topology.config.PipelineConfig;
import io.penstock.topology.config.PrefixedProperties;
import io.penstock.topology.config.ProducerDefaults;
import io.penstock.topology.config.RunConfig;
import io.penstock.topology.config.SocketBuffers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * Kafka Streams' properties: what {@code kafka:} says, on top of defaults for latency. Streams' own defaults wait 100 ms
 * before they send and commit every 30 s under at_least_once.
 */
final class StreamsSettings {
    private static final String MAX_REQUEST_SIZE = StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG);

    /** Streams warns if it is not set; its constant is deprecated already. */
    private static final String HANDLER_FOR_GLOBAL_TABLES = "processing.exception.handler.global.enabled";

    /** What {@code kafka:} says without a prefix goes before Penstock's defaults with one, which Streams would prefer. */
    private static final List<String> PREFIXES = List.of(StreamsConfig.CONSUMER_PREFIX, StreamsConfig.PRODUCER_PREFIX);

    private static final double BETWEEN_COMMITS = 0.8;
    private static final Map<String, Object> DEFAULTS = Map.ofEntries(
            entry(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "none"),
            entry(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest"),
            entry(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 10_000),
            entry(StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, RecordTimestamps.class),
            entry(HANDLER_FOR_GLOBAL_TABLES, true));

    private StreamsSettings() {}

    /** Those of the stages' own topology, whose tasks read one partition each: there is no other one to wait for. */
    static Properties of(PipelineConfig config, InferConfig infer, Path stateFolder, int batchBytes) {
        Properties properties = ofLayout(config, infer, stateFolder, batchBytes);
        if (!config.kafka().containsKey(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG)) {
            properties.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
        }
        return properties;
    }

    /**
     * Those of any topology.
     *
     * @param batchBytes the producers' {@code batch.size}, no more than its topics take
     */
    static Properties ofLayout(PipelineConfig config, InferConfig infer, Path stateFolder, int batchBytes) {
        Properties properties = new Properties();
        properties.putAll(DEFAULTS);
        ProducerDefaults.ALL.forEach((key, value) -> properties.put(StreamsConfig.producerPrefix(key), value));
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), batchBytes);
        properties.putAll(SocketBuffers.SYSTEM);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), infer.pollRecords());
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateFolder.toString());
        config.kafka().keySet().forEach(key -> PREFIXES.forEach(prefix -> properties.remove(prefix + key)));
        properties.putAll(config.kafka());
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, config.name());
        properties.put(
                StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
                config.run().guarantee().toString());
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, config.run().threads());
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, commitMillis(config.run()));
        properties.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetterHandler.class);
        return properties;
    }

    /**
     * Under exactly-once the commit interval is about how long a result waits at the most until it is read. Streams counts its
     * own from the end of one commit to the start of the next: what is left is for the commit itself.
     */
    private static long commitMillis(RunConfig run) {
        long millis = run.commitInterval().toMillis();
        return run.guarantee() == Guarantee.EXACTLY_ONCE_V2 ? Math.round(BETWEEN_COMMITS * millis) : millis;
    }

    /**
     * As those of the pipeline, for the lane of requests that nobody waits for: a group of its own, and half of the
     * threads.
     */
    static Properties ofBatchLane(PipelineConfig config, Properties pipeline) {
        Properties properties = new Properties();
        properties.putAll(pipeline);
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, config.name() + "-batch");
        properties.computeIfPresent(StreamsConfig.CLIENT_ID_CONFIG, (key, id) -> id + "-batch");
        properties.put(
                StreamsConfig.NUM_STREAM_THREADS_CONFIG,
                Math.max(1, config.run().threads() / 2));
        return properties;
    }

    /** Those of an admin client of the pipeline's own: as in Streams' what has the prefix {@code admin.} goes before the rest. */
    static Map<String, Object> ofAdmin(PipelineConfig config) {
        Map<String, Object> properties = SocketBuffers.with(config.kafka());
        properties.putAll(PrefixedProperties.of(config.kafka(), List.of(StreamsConfig.ADMIN_CLIENT_PREFIX)));
        return properties;
    }

    /** The producer's {@code max.request.size}, in bytes. */
    static long maxRequestSize(PipelineConfig config) {
        String set =
                config.kafka().getOrDefault(MAX_REQUEST_SIZE, config.kafka().get("max.request.size"));
        return set == null ? ProducerDefaults.MAX_REQUEST_BYTES : Long.parseLong(set);
    }
}
