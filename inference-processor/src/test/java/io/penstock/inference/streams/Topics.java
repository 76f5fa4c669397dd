package io.penstock.inference.streams;

import io.penstock.local.LocalBroker;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;

/**
 * An application's input and output topic, which have as many partitions and are named after it.
 *
 * @param application the application's id, one for each test run
 */
record Topics(String bootstrapServers, String application, int partitions) {
    static Topics create(LocalBroker broker, String name, int partitions) {
        var topics = new Topics(broker.bootstrapServers(), name + "-" + UUID.randomUUID(), partitions);
        broker.createTopics(Map.of(topics.input(), partitions, topics.output(), partitions));
        return topics;
    }

    String input() {
        return application + ".requests";
    }

    String output() {
        return application + ".results";
    }

    List<TopicPartition> inputPartitions() {
        return partitionsOf(input());
    }

    List<TopicPartition> outputPartitions() {
        return partitionsOf(output());
    }

    private List<TopicPartition> partitionsOf(String topic) {
        return IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
    }
}
