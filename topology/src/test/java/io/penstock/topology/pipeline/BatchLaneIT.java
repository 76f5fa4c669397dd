package io.penstock.topology.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.inference.policy.Priority;
import io.penstock.local.LocalCluster;
import io.penstock.schema.DeadLetter;
import io.penstock.schema.InferenceRequest;
import io.penstock.schema.InferenceResult;
import io.penstock.topology.config.PipelineConfig;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Requests that nobody waits for, between others in the same partitions. */
@ExtendWith(SharedCluster.class)
@Timeout(120)
final class BatchLaneIT {
    private static final String NAME = "lanes";
    private static final String REST =
            """
            preprocess: { type: image, width: 8, height: 8, channels: 1, scale: 1/255 }
            infer: { model: digits, window: 1ms, maxBatch: 8 }
            postprocess: { type: classification, softmax: true }
            """;

    private static final int PARTITIONS = 3;
    private static final int REQUESTS = 600;

    @Test
    void answersEveryRequestOfBothPrioritiesOnceAndInOrderOverARestart(LocalCluster cluster) {
        Configs.createTopics(cluster, NAME);
        cluster.broker().createTopics(Map.of(NAME + ".batch", 2), Map.of("max.message.bytes", "65536"));
        PipelineConfig config =
                Configs.of(cluster, NAME, NAME + ".requests, batchTopic: " + NAME + ".batch", NAME + ".results", REST);
        try (Traffic traffic = new Traffic(cluster)) {
            try (Pipeline pipeline = Pipeline.start(config)) {
                send(traffic, 0, REQUESTS);
                assertThat(traffic.results(NAME + ".results", REQUESTS / 4)).hasSizeGreaterThan(REQUESTS / 4 - 1);
                assertThat(pipeline.failure()).isEmpty();
            }
            try (Pipeline successor = Pipeline.start(config)) {
                send(traffic, REQUESTS, REQUESTS + 2);
                traffic.sendRaw(NAME + ".requests", 0, "bad", RequestPriority.batch(), new byte[] {1, 2, 3});
                traffic.flush();

                List<InferenceResult> results = traffic.results(NAME + ".results", REQUESTS + 2);
                List<DeadLetter> letters = traffic.deadLetters(NAME + ".dead-letters", 1);

                assertThat(results).extracting(InferenceResult::getId).doesNotHaveDuplicates();
                assertThat(results).hasSize(REQUESTS + 2);
                IntStream.range(0, 2 * PARTITIONS).forEach(each -> assertInOrder(results, each));
                assertThat(letters).hasSize(1);
                assertThat(letters.get(0).getSourceTopic()).isEqualTo(NAME + ".batch");
                assertThat(traffic.read(NAME + ".batch", REQUESTS / 2 + 3).stream()
                                .map(record -> RequestPriority.of(record.headers())))
                        .hasSize(REQUESTS / 2 + 3)
                        .containsOnly(Priority.BATCH);
                assertThat(successor.failure()).isEmpty();
            }
        }
    }

    /** Every other round over the partitions has the header. */
    private static void send(Traffic traffic, int from, int to) {
        Digits image = Digits.heldOut().get(0);
        for (int i = from; i < to; i++) {
            InferenceRequest request = image.request(Integer.toString(i));
            traffic.send(
                    NAME + ".requests",
                    i % PARTITIONS,
                    "key-" + i % PARTITIONS,
                    i / PARTITIONS % 2 == 0 ? RequestPriority.batch() : null,
                    request);
        }
        traffic.flush();
    }

    private static void assertInOrder(List<InferenceResult> results, int remainder) {
        assertThat(results.stream()
                        .map(result -> Integer.parseInt(result.getId()))
                        .filter(id -> id % (2 * PARTITIONS) == remainder))
                .isSorted();
    }

    @Test
    void takesAnythingElseThanTheWordForAnOnlineRequest() {
        assertThat(RequestPriority.of(new RecordHeaders())).isEqualTo(Priority.ONLINE);
        assertThat(RequestPriority.of(new RecordHeaders().add(new RecordHeader(RequestPriority.HEADER, null))))
                .isEqualTo(Priority.ONLINE);
        assertThat(RequestPriority.of(new RecordHeaders().add(RequestPriority.batch())))
                .isEqualTo(Priority.BATCH);
    }
}
