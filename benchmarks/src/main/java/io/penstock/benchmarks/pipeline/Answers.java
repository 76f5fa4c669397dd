package io.penstock.benchmarks.pipeline;

import io.penstock.schema.DeadLetter;
import io.penstock.schema.InferenceResult;
import io.penstock.schema.serde.PenstockSerdes;
import io.penstock.topology.config.PipelineConfig;
import io.penstock.topology.config.SocketBuffers;
import io.penstock.topology.terminal.Progress;
import io.penstock.topology.terminal.StopSignal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads all answers and dead letters of a pipeline that has stopped, as far as they are committed. */
final class Answers {
    private static final Duration POLL = Duration.ofMillis(200);

    private Answers() {}

    /** Hands each of them to the check. */
    static void read(PipelineConfig config, DeliveryCheck check, Progress progress, StopSignal stop) {
        PenstockSerdes serdes = PenstockSerdes.configuredWith(config.registry().serdeProperties());
        try (Deserializer<InferenceResult> results = serdes.results().deserializer();
                Deserializer<DeadLetter> deadLetters = serdes.deadLetters().deserializer();
                KafkaConsumer<byte[], byte[]> consumer = consumer(config)) {
            long read = 0;
            while (!isAtEnd(consumer)) {
                stop.check();
                for (ConsumerRecord<byte[], byte[]> each : consumer.poll(POLL)) {
                    if (each.topic().equals(config.deadLetters().topic())) {
                        check.deadLetter(deadLetters
                                .deserialize(each.topic(), each.headers(), each.value())
                                .getReason());
                    } else {
                        answer(each, results, check);
                    }
                    progress.at(++read);
                }
            }
        }
    }

    private static void answer(
            ConsumerRecord<byte[], byte[]> read, Deserializer<InferenceResult> results, DeliveryCheck check) {
        check.answer(
                read.partition(),
                Backlog.number(read.key()),
                read.timestamp(),
                read.key().length + read.value().length,
                results.deserialize(read.topic(), read.headers(), read.value()));
    }

    private static KafkaConsumer<byte[], byte[]> consumer(PipelineConfig config) {
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                SocketBuffers.with(Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        config.kafka().get("bootstrap.servers"),
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        5_000)),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = Stream.of(
                        config.output().topic(), config.deadLetters().topic())
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer;
    }

    private static boolean isAtEnd(KafkaConsumer<byte[], byte[]> consumer) {
        return consumer.endOffsets(consumer.assignment()).entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }
}
