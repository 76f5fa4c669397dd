package io.penstock.inference.streams;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.penstock.engine.testkit.FakeEngine;
import io.penstock.inference.IdModel;
import io.penstock.inference.batching.BatchListener;
import io.penstock.inference.batching.MicroBatcher;
import io.penstock.inference.batching.NanoClock;
import io.penstock.inference.batching.SessionPool;
import io.penstock.inference.policy.BatchLimits;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.TopologyException;
import org.junit.jupiter.api.Test;

final class InferStageTest {
    private static final BatchLimits LIMITS =
            new BatchLimits(16, Duration.ofMillis(2).toNanos(), false, 1, 64, 1 << 12);
    private static final InferLimits TASK_LIMITS = new InferLimits(64, 1 << 12, Duration.ofSeconds(5));

    /** They would share one barrier, which would drain the second one only. */
    @Test
    void isRefusedBesideAnotherOneInATopology() {
        try (FakeEngine engine = IdModel.engine(16).build();
                MicroBatcher batcher = MicroBatcher.start(
                        "ids", LIMITS, SessionPool.open(List.of(engine), 1), NanoClock.SYSTEM, BatchListener.NONE)) {
            Topology topology = new Topology()
                    .addSource("requests", "requests")
                    .addProcessor("first", new InferStage<String>(batcher, TASK_LIMITS), "requests");

            assertThatExceptionOfType(TopologyException.class)
                    .isThrownBy(() ->
                            topology.addProcessor("second", new InferStage<String>(batcher, TASK_LIMITS), "requests"))
                    .withMessageContaining(InferStage.BARRIER);
        }
    }
}
