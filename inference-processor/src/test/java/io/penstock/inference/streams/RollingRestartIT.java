package io.penstock.inference.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.local.LocalBroker;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Instances that are stopped cleanly lose nothing and duplicate nothing, whatever the guarantee. */
@ExtendWith(BrokerExtension.class)
final class RollingRestartIT {
    private static final int ROUNDS_PER_SECOND = 500;
    private static final long STEP = 1_500;

    @ParameterizedTest
    @ValueSource(strings = {"at_least_once", "exactly_once_v2"})
    void answersEverythingOnceWhenTwoInstancesAreRestartedInTurn(String guarantee, LocalBroker broker)
            throws Exception {
        var topics = Topics.create(broker, "rolling", 4);
        var observation = new Observation();
        Supplier<Pipeline> start =
                () -> Pipeline.of(topics, guarantee).observation(observation).start();
        try (var load = new Load(topics);
                var progress = new Progress(topics)) {
            Pipeline[] instances = {start.get(), start.get()};
            for (Pipeline instance : instances) {
                instance.awaitRunning();
            }
            var steady = load.steadily(ROUNDS_PER_SECOND);
            for (int restart = 0; restart < 4; restart++) {
                progress.awaitMoreResults(STEP);
                instances[restart % 2].requireHealthy();
                instances[restart % 2].close();
                progress.awaitMoreResults(STEP);
                instances[restart % 2] = start.get().awaitRunning();
            }
            progress.awaitMoreResults(STEP);
            steady.finish();
            progress.awaitEverythingCommitted();
            for (Pipeline instance : instances) {
                instance.close();
                assertThat(instance.failure()).isNull();
            }
            assertThat(observation.violations()).isEmpty();
            assertThat(observation.abandoned()).isZero();
            Answers.assertExactlyOnceInOrder(topics, load.perPartition());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"at_least_once", "exactly_once_v2"})
    void answersEverythingOnceWhenTheOnlyInstanceIsStoppedUnderLoadAndStartedAgain(String guarantee, LocalBroker broker)
            throws Exception {
        var topics = Topics.create(broker, "stopped", 4);
        try (var load = new Load(topics);
                var progress = new Progress(topics)) {
            var steady = load.steadily(ROUNDS_PER_SECOND);
            try (var pipeline = Pipeline.of(topics, guarantee).start()) {
                progress.watching(pipeline).awaitMoreResults(STEP);
                assertThat(pipeline.failure()).isNull();
            }
            steady.finish();
            try (var pipeline = Pipeline.of(topics, guarantee).start()) {
                progress.watching(pipeline).awaitEverythingCommitted();
                assertThat(pipeline.failure()).isNull();
            }
            Answers.assertExactlyOnceInOrder(topics, load.perPartition());
        }
    }
}
