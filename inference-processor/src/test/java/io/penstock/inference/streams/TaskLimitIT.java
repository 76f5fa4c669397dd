package io.penstock.inference.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.inference.IdModel;
import io.penstock.inference.Outcome;
import io.penstock.inference.policy.BatchLimits;
import io.penstock.local.LocalBroker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a task may hold in flight, on a real broker. */
@ExtendWith(BrokerExtension.class)
final class TaskLimitIT {
    @Test
    void waitsForRoomInsteadOfHoldingMoreRowsThanATaskMay(LocalBroker broker) {
        var topics = Topics.create(broker, "bounded", 1);
        var limits = new BatchLimits(4, Duration.ofMillis(1).toNanos(), true, 2, 64, 1 << 20);
        var taskLimits = new InferLimits(4, 1 << 20, Duration.ofSeconds(5));
        var observation = new Unforwarded();
        try (var load = new Load(topics);
                var progress = new Progress(topics)) {
            load.sendRounds(400);
            try (var pipeline = Pipeline.of(topics, "exactly_once_v2")
                    .threads(1)
                    .observation(observation)
                    .engine(IdModel.engine(4).delayed(Duration.ofMillis(2)))
                    .limits(limits)
                    .inferLimits(taskLimits)
                    .start()) {
                progress.watching(pipeline).awaitEverythingCommitted();
                assertThat(pipeline.failure()).isNull();
            }
            assertThat(observation.most.get())
                    .as("four, and the one that waits")
                    .isEqualTo(5);
            Answers.assertExactlyOnceInOrder(topics, 400);
        }
    }

    /** Counts the rows of the only thread's only task: each record has one, and is counted from before it asks for room. */
    private static final class Unforwarded extends Observation {
        private final AtomicLong now = new AtomicLong();
        private final AtomicLong most = new AtomicLong();

        @Override
        void submitted(Origin origin) {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            super.submitted(origin);
        }

        @Override
        void forwarded(Origin origin, Outcome<Origin> outcome) {
            super.forwarded(origin, outcome);
            now.decrementAndGet();
        }
    }
}
