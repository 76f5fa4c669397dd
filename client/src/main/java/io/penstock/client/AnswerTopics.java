package io.penstock.client;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * The partitions that answers come from, without a consumer group. It starts at their ends; a partition that a topic
 * gets later is read from its beginning. Belongs to the consumer's thread.
 */
final class AnswerTopics {
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<String> topics;

    AnswerTopics(KafkaConsumer<byte[], byte[]> consumer, List<String> topics) {
        this.consumer = consumer;
        this.topics = topics;
    }

    /**
     * Goes to the end of what is committed, and knows on return where that is.
     *
     * @throws IllegalArgumentException if a topic does not exist
     */
    void seekToEnd() {
        Set<TopicPartition> all = partitions();
        for (String topic : topics) {
            if (all.stream().noneMatch(partition -> partition.topic().equals(topic))) {
                throw new IllegalArgumentException("topic does not exist: topic=" + topic);
            }
        }
        consumer.assign(all);
        consumer.seekToEnd(all);
        all.forEach(consumer::position);
    }

    /** Takes new partitions in. Asks the broker only as often as {@code metadata.max.age.ms} says. */
    void refresh() {
        Set<TopicPartition> all = partitions();
        List<TopicPartition> added = new ArrayList<>(all);
        added.removeAll(consumer.assignment());
        if (!added.isEmpty()) {
            all.addAll(consumer.assignment());
            consumer.assign(all);
            consumer.seekToBeginning(added);
        }
    }

    private Set<TopicPartition> partitions() {
        Set<TopicPartition> all = new LinkedHashSet<>();
        for (String topic : topics) {
            consumer.partitionsFor(topic).forEach(found -> all.add(new TopicPartition(topic, found.partition())));
        }
        return all;
    }
}
