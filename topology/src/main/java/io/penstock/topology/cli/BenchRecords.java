package io.penstock.topology.cli;

import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import io.penstock.schema.InferenceRequest;
import io.penstock.schema.serde.PenstockSerdes;
import io.penstock.topology.bench.load.RequestPool;
import io.penstock.topology.config.PipelineConfig;
import io.penstock.topology.pipeline.BoundStages;
import io.penstock.topology.score.ScoreInput;
import io.penstock.topology.score.ScoreInputs;
import io.penstock.topology.score.format.Row;
import io.penstock.topology.score.format.RowReader;
import io.penstock.topology.stage.Stages;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * The requests that a bench sends, and what they are in words.
 *
 * @param requests the requests, at least one
 * @param words what they are
 */
record BenchRecords(List<InferenceRequest> requests, String words) {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    BenchRecords {
        requests = List.copyOf(requests);
        if (requests.isEmpty()) {
            throw new PenstockException(FailureCategory.FATAL, "there is nothing to send: " + words);
        }
    }

    /**
     * The model's held-out images, or random tensors.
     *
     * @throws PenstockException FATAL, if the pipeline wants something else
     */
    static BenchRecords made(PipelineConfig config, int most) {
        BoundStages stages = BoundStages.of(config, Stages.load());
        try {
            List<InferenceRequest> pool = RequestPool.of(config, stages, most);
            boolean images = stages.model().heldOut().isPresent() && pool.size() != most;
            return new BenchRecords(
                    pool, pool.size() + (images ? " held-out images of the model" : " records made for the model"));
        } catch (PenstockException e) {
            throw new PenstockException(
                    e.category(),
                    e.getMessage() + "; give some with --input FILE (tables or images) or --input-topic TOPIC",
                    e);
        }
    }

    /** The first rows of tables and folders of images. */
    static BenchRecords ofFiles(List<String> named, int most) throws IOException {
        List<InferenceRequest> requests = new ArrayList<>();
        for (ScoreInput input : ScoreInputs.find(named)) {
            try (RowReader reader = input.open()) {
                for (Row row = reader.next(); row != null && requests.size() < most; row = reader.next()) {
                    requests.add(InferenceRequest.newBuilder()
                            .setId(Integer.toString(requests.size()))
                            .setInput(row.payload())
                            .build());
                }
            }
        }
        return new BenchRecords(requests, requests.size() + " records of " + String.join(", ", named));
    }

    /** The last requests of a topic, without their deadlines. */
    static BenchRecords ofTopic(Addresses addresses, String topic, int most) {
        Map<String, Object> properties = new HashMap<>(addresses.consumer());
        properties.remove("group.id");
        properties.put("enable.auto.commit", "false");
        properties.put("isolation.level", "read_committed");
        List<InferenceRequest> requests = new ArrayList<>();
        try (Deserializer<InferenceRequest> decoder = PenstockSerdes.configuredWith(addresses.serdes())
                        .requests()
                        .deserializer();
                KafkaConsumer<byte[], byte[]> consumer =
                        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            assign(consumer, topic, most);
            long start = System.nanoTime();
            while (requests.size() < most && !isAtEnd(consumer) && System.nanoTime() - start < PATIENCE.toNanos()) {
                for (ConsumerRecord<byte[], byte[]> each : consumer.poll(POLL)) {
                    requests.add(undated(decoder.deserialize(topic, each.headers(), each.value())));
                }
            }
        }
        return new BenchRecords(requests, "the last " + requests.size() + " records of the topic " + topic);
    }

    private static InferenceRequest undated(InferenceRequest request) {
        return InferenceRequest.newBuilder(request)
                .setDeadline(null)
                .setCreatedAt(null)
                .build();
    }

    private static void assign(KafkaConsumer<byte[], byte[]> consumer, String topic, int most) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new PenstockException(FailureCategory.FATAL, "topic does not exist: topic=" + topic);
        }
        consumer.assign(partitions);
        Map<TopicPartition, Long> first = consumer.beginningOffsets(partitions);
        int share = most / partitions.size() + 1;
        consumer.endOffsets(partitions)
                .forEach((partition, end) ->
                        consumer.seek(partition, Math.max(first.getOrDefault(partition, 0L), end - share)));
    }

    private static boolean isAtEnd(KafkaConsumer<byte[], byte[]> consumer) {
        return consumer.endOffsets(consumer.assignment()).entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }
}
