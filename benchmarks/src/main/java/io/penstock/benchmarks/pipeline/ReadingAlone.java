package io.penstock.benchmarks.pipeline;

import io.penstock.schema.InferenceRequest;
import io.penstock.schema.serde.PenstockSerdes;
import io.penstock.topology.config.PipelineConfig;
import io.penstock.topology.config.PrefixedProperties;
import io.penstock.topology.config.SocketBuffers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * A pipeline's input without the pipeline: each thread polls its share of the partitions over and over and decodes the
 * requests, unless the pipeline takes them in place. Immutable.
 *
 * @param config where the requests are, and how they are consumed
 * @param partitions the partitions of the input topic
 * @param most the most records of a poll
 * @param decoding whether requests are decoded too
 */
record ReadingAlone(PipelineConfig config, int partitions, int most, boolean decoding) {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final List<String> PREFIXES = List.of("consumer.", "main.consumer.");

    /**
     * Requests a second, all threads together, after as long a warm-up.
     *
     * @param threads as many as the pipeline has
     */
    double requestsPerSecond(int threads, Duration duration) {
        return ParallelRate.of(threads, thread -> run(thread, threads, duration));
    }

    private double run(int thread, int threads, Duration duration) {
        List<TopicPartition> share = IntStream.range(0, partitions)
                .filter(partition -> partition % threads == thread)
                .mapToObj(partition -> new TopicPartition(config.input().topic(), partition))
                .toList();
        if (share.isEmpty()) {
            return 0;
        }
        try (Deserializer<InferenceRequest> decoder = PenstockSerdes.configuredWith(
                                config.registry().serdeProperties())
                        .requests()
                        .deserializer();
                KafkaConsumer<byte[], byte[]> consumer =
                        new KafkaConsumer<>(properties(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(share);
            Predicate<ConsumerRecord<byte[], byte[]>> reading = decoding
                    ? each -> decoder.deserialize(each.topic(), each.headers(), each.value()) != null
                    : each -> each.value().length > 0;
            Endless input = Endless.of(consumer);
            input.read(reading, duration);
            return input.read(reading, duration);
        }
    }

    /** Partitions that begin again at their ends, without asking the broker where that is. */
    private record Endless(
            KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> begins, Map<TopicPartition, Long> ends) {
        static Endless of(KafkaConsumer<byte[], byte[]> consumer) {
            Map<TopicPartition, Long> begins = consumer.beginningOffsets(consumer.assignment());
            begins.forEach(consumer::seek);
            return new Endless(consumer, begins, consumer.endOffsets(consumer.assignment()));
        }

        /** Records a second. */
        double read(Predicate<ConsumerRecord<byte[], byte[]>> reading, Duration duration) {
            long start = System.nanoTime();
            long nanos = 0;
            long read = 0;
            while (nanos < duration.toNanos()) {
                for (ConsumerRecord<byte[], byte[]> each : consumer.poll(POLL)) {
                    read += reading.test(each) ? 1 : 0;
                }
                begins.forEach(this::beginAgain);
                nanos = System.nanoTime() - start;
            }
            return read * 1e9 / nanos;
        }

        private void beginAgain(TopicPartition partition, long begin) {
            if (consumer.position(partition) >= ends.getOrDefault(partition, Long.MAX_VALUE)) {
                consumer.seek(partition, begin);
            }
        }
    }

    /** What {@code kafka:} says of consumers, in Kafka Streams' order: the narrower prefix wins. */
    private Map<String, Object> properties() {
        Map<String, Object> properties = SocketBuffers.with(config.kafka());
        properties.putAll(PrefixedProperties.of(config.kafka(), PREFIXES));
        properties.putIfAbsent(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, most);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // or a fetch at the end of a partition, about to begin again, holds the next one up for half a second
        properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 1);
        return properties;
    }
}
