package io.penstock.inference.streams;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads an output topic from its beginning to its end as {@code read_committed} consumers see it. */
final class Results {
    private static final Duration LONGEST_READ = Duration.ofSeconds(60);

    private Results() {}

    /** All answers, by partition, in the order of the topic. */
    static List<List<Answer>> read(Topics topics) {
        return records(topics).stream()
                .map(partition -> partition.stream()
                        .map(record -> Answer.from(record.value()))
                        .toList())
                .toList();
    }

    /** All records, by partition. */
    static List<List<ConsumerRecord<byte[], byte[]>>> records(Topics topics) {
        try (var consumer = consumer(topics)) {
            List<TopicPartition> partitions = topics.outputPartitions();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            return readTo(consumer.endOffsets(partitions), consumer);
        }
    }

    private static List<List<ConsumerRecord<byte[], byte[]>>> readTo(
            Map<TopicPartition, Long> ends, KafkaConsumer<byte[], byte[]> consumer) {
        List<List<ConsumerRecord<byte[], byte[]>>> read = new ArrayList<>();
        ends.forEach((partition, end) -> read.add(new ArrayList<>()));
        long start = System.nanoTime();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            if (System.nanoTime() - start > LONGEST_READ.toNanos()) {
                throw new AssertionError("the output could not be read to its end: ends=" + ends);
            }
            consumer.poll(Duration.ofMillis(100))
                    .forEach(record -> read.get(record.partition()).add(record));
        }
        return read;
    }

    private static KafkaConsumer<byte[], byte[]> consumer(Topics topics) {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", topics.bootstrapServers(), "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }
}
