package io.penstock.topology.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.FailureCategory;
import io.penstock.engine.testkit.FakeDevices;
import io.penstock.engine.testkit.FakeEngine;
import io.penstock.local.LocalCluster;
import io.penstock.schema.InferenceResult;
import io.penstock.topology.engine.Backends;
import io.penstock.topology.stage.Stages;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** One of two devices is lost while records are in flight: the instance stops, and its successor answers the rest. */
@ExtendWith(SharedCluster.class)
@Timeout(180)
final class LostDeviceIT {
    private static final String NAME = "lost-device";
    private static final String REST =
            """
            preprocess: { type: image, width: 8, height: 8, channels: 1, scale: 1/255 }
            infer: { model: digits, devices: [0, 1], window: 1ms, maxBatch: 8 }
            postprocess: { type: classification, softmax: true }
            """;

    private static final int PARTITIONS = 3;
    private static final int REQUESTS = 900;

    @Test
    void stopsTheInstanceAndItsSuccessorAnswersEverythingOnceAndInOrder(LocalCluster cluster) {
        Configs.createTopics(cluster, NAME);
        try (Traffic traffic = new Traffic(cluster)) {
            FakeDevices devices = devices();
            try (Pipeline pipeline = start(cluster, devices)) {
                assertThat(pipeline.engineDescription()).contains("on fake:0 + fake:1, ");
                send(traffic, 0, REQUESTS / 3);
                assertThat(traffic.results(NAME + ".results", REQUESTS / 3)).hasSize(REQUESTS / 3);

                engine(devices, 1).failNext(1, FailureCategory.FATAL);
                send(traffic, REQUESTS / 3, REQUESTS);
                pipeline.awaitTermination();

                assertThat(pipeline.failure().orElseThrow())
                        .hasMessageContaining("the fake engine was told to fail: category=FATAL");
            }
            assertThat(engine(devices, 0).isFreed()).isTrue();
            assertThat(engine(devices, 1).isFreed()).isTrue();
            assertThat(engine(devices, 0).runs()).isGreaterThan(4);
            assertThat(traffic.read(NAME + ".results", REQUESTS / 3)).hasSizeLessThan(REQUESTS);

            try (Pipeline successor = start(cluster, devices())) {
                assertEachOnceInOrder(traffic.results(NAME + ".results", REQUESTS));
                assertThat(successor.failure()).isEmpty();
            }
        }
    }

    private static FakeDevices devices() {
        return FakeDevices.customised((device, engine) -> engine.delayed(Duration.ofMillis(2)));
    }

    private static FakeEngine engine(FakeDevices devices, int device) {
        return devices.engine(device).orElseThrow();
    }

    private static Pipeline start(LocalCluster cluster, FakeDevices devices) {
        return Pipeline.start(Configs.of(cluster, NAME, REST), Stages.load(), Backends.of(List.of(devices)));
    }

    private static void send(Traffic traffic, int from, int to) {
        Digits image = Digits.heldOut().get(0);
        for (int i = from; i < to; i++) {
            int partition = i % PARTITIONS;
            traffic.send(NAME + ".requests", partition, "key-" + partition, image.request(Integer.toString(i)));
        }
        traffic.flush();
    }

    private static void assertEachOnceInOrder(List<InferenceResult> results) {
        for (int partition = 0; partition < PARTITIONS; partition++) {
            int of = partition;
            List<Integer> ids = results.stream()
                    .map(result -> Integer.parseInt(result.getId()))
                    .filter(id -> id % PARTITIONS == of)
                    .toList();
            assertThat(ids)
                    .isEqualTo(IntStream.range(0, REQUESTS)
                            .filter(id -> id % PARTITIONS == of)
                            .boxed()
                            .toList());
        }
    }
}
