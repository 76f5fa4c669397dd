package io.penstock.inference.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.inference.Await;
import io.penstock.local.LocalBroker;
import java.time.Duration;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No offset is ever committed past a record that has not been forwarded, and this test would notice if one were. */
@ExtendWith(BrokerExtension.class)
final class CommitBarrierIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int ROUNDS_PER_SECOND = 500;
    private static final long STEP = 1_500;

    @ParameterizedTest
    @ValueSource(strings = {"at_least_once", "exactly_once_v2"})
    void neverCommitsPastAnUnforwardedRecordWhileThreadsAndInstancesComeAndGo(String guarantee, LocalBroker broker)
            throws Exception {
        var topics = Topics.create(broker, "barrier", 4);
        var observation = new Observation();
        try (var load = new Load(topics);
                var progress = new Progress(topics)) {
            try (var first = Pipeline.of(topics, guarantee)
                    .observation(observation)
                    .start()
                    .awaitRunning()) {
                var steady = load.steadily(ROUNDS_PER_SECOND);
                awaitForwarded(observation, STEP);
                assertThat(first.streams().addStreamThread()).isPresent();
                awaitForwarded(observation, STEP);
                assertThat(first.streams().removeStreamThread()).isPresent();
                awaitForwarded(observation, STEP);
                try (var second = Pipeline.of(topics, guarantee)
                        .observation(observation)
                        .start()
                        .awaitRunning()) {
                    awaitForwarded(observation, STEP);
                    assertThat(second.failure()).isNull();
                }
                awaitForwarded(observation, STEP);
                steady.finish();
                progress.watching(first).awaitEverythingCommitted();
                assertThat(first.failure()).isNull();
            }
            assertThat(observation.violations()).isEmpty();
            assertThat(observation.abandoned()).isZero();
            assertThat(observation.commits()).isGreaterThan(20);
            Answers.assertExactlyOnceInOrder(topics, load.perPartition());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"at_least_once", "exactly_once_v2"})
    void wouldNoticeCommitsPastUnforwardedRecordsWithoutTheBarrier(String guarantee, LocalBroker broker)
            throws Exception {
        var topics = Topics.create(broker, "unhooked", 4);
        var observation = new Observation();
        try (var load = new Load(topics);
                var pipeline = Pipeline.of(topics, guarantee)
                        .observation(observation)
                        .withoutBarrier()
                        .start()
                        .awaitRunning()) {
            var steady = load.steadily(ROUNDS_PER_SECOND);
            awaitForwarded(observation, STEP);
            steady.finish();
            assertThat(pipeline.failure()).isNull();
            assertThat(observation.violations())
                    .isNotEmpty()
                    .allMatch(violation -> violation.startsWith("committed past an unforwarded record: "));
        }
    }

    private static void awaitForwarded(Observation observation, long more) {
        long before = observation.forwarded();
        Await.until(more + " more records are forwarded", SOON, () -> observation.forwarded() >= before + more);
    }
}
