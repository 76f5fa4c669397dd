package io.penstock.topology.replay;

import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/**
 * A topic from one bound up to another, committed records only, read without a consumer group. Belongs to one thread.
 *
 * @param topic its name
 * @param from the first record of each partition
 * @param to the first record that is not read any more
 */
record TopicRange(String topic, Bound from, Bound to) {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final long PATIENCE_NANOS = Duration.ofSeconds(60).toNanos();

    /** Hears how many offsets of the range have been read, now and then. */
    interface Position {
        void at(long read, long range);
    }

    /**
     * Hands on every record of the range; those of a partition in their order.
     *
     * @throws PenstockException if the topic does not exist, or nothing comes for a minute
     */
    void read(
            KafkaConsumer<byte[], byte[]> consumer,
            Consumer<ConsumerRecord<byte[], byte[]>> reader,
            Position position) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new PenstockException(FailureCategory.FATAL, "topic does not exist: topic=" + topic);
        }
        consumer.assign(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<TopicPartition, Long> first = offsets(consumer, from, partitions, ends);
        Map<TopicPartition, Long> last = offsets(consumer, to, partitions, ends);
        partitions.forEach(partition -> consumer.seek(partition, offset(first, partition)));
        long start = sum(first);
        long range = Math.max(0, sum(last) - start);
        readUpTo(last, consumer, reader, () -> {
            long at = partitions.stream().mapToLong(consumer::position).sum();
            position.at(Math.min(range, at - start), range);
        });
    }

    private static long sum(Map<TopicPartition, Long> offsets) {
        return offsets.values().stream().mapToLong(Long::longValue).sum();
    }

    private static void readUpTo(
            Map<TopicPartition, Long> last,
            KafkaConsumer<byte[], byte[]> consumer,
            Consumer<ConsumerRecord<byte[], byte[]>> reader,
            Runnable onPoll) {
        long progressNanos = System.nanoTime();
        while (last.keySet().stream().anyMatch(each -> consumer.position(each) < offset(last, each))) {
            for (ConsumerRecord<byte[], byte[]> each : consumer.poll(POLL)) {
                progressNanos = System.nanoTime();
                if (each.offset() < offset(last, new TopicPartition(each.topic(), each.partition()))) {
                    reader.accept(each);
                }
            }
            onPoll.run();
            if (System.nanoTime() - progressNanos > PATIENCE_NANOS) {
                throw new PenstockException(
                        FailureCategory.TRANSIENT,
                        "no record came for a minute: up to=" + last + ", at=" + consumer.assignment());
            }
        }
    }

    private static long offset(Map<TopicPartition, Long> offsets, TopicPartition partition) {
        return Objects.requireNonNull(offsets.get(partition), "an offset of each partition");
    }

    /** Where the bound lies in each partition, at most at its end. */
    private static Map<TopicPartition, Long> offsets(
            KafkaConsumer<byte[], byte[]> consumer,
            Bound bound,
            List<TopicPartition> partitions,
            Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> offsets = new HashMap<>(ends);
        if (bound instanceof Bound.AtTime at) {
            Map<TopicPartition, Long> times = new HashMap<>();
            partitions.forEach(partition -> times.put(partition, at.time().toEpochMilli()));
            consumer.offsetsForTimes(times).forEach((partition, found) -> put(offsets, partition, found));
        } else if (!(bound instanceof Bound.End)) {
            Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
            long wanted = bound instanceof Bound.AtOffset at ? at.offset() : 0;
            offsets.replaceAll((partition, end) -> Math.min(end, Math.max(wanted, offset(beginnings, partition))));
        }
        return offsets;
    }

    @SuppressWarnings("NullAway") // Kafka maps a partition without such a record to null
    private static void put(Map<TopicPartition, Long> offsets, TopicPartition partition, OffsetAndTimestamp found) {
        if (found != null) {
            offsets.merge(partition, found.offset(), Math::min);
        }
    }
}
