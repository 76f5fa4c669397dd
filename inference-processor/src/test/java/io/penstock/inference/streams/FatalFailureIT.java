package io.penstock.inference.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.FailureCategory;
import io.penstock.inference.Await;
import io.penstock.local.LocalBroker;
import java.time.Duration;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.LogAndContinueProcessingExceptionHandler;
import org.apache.kafka.streams.errors.LogAndFailProcessingExceptionHandler;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A lost engine stops the instance and loses no record, whatever the application does with processing exceptions. */
@ExtendWith(BrokerExtension.class)
final class FatalFailureIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String EXACTLY_ONCE = "exactly_once_v2";

    @ParameterizedTest
    @ValueSource(classes = {LogAndFailProcessingExceptionHandler.class, LogAndContinueProcessingExceptionHandler.class})
    void forwardsNothingAfterAFatalFailureAndAnswersEverythingOnceWithAHealthyEngine(
            Class<?> handler, LocalBroker broker) throws Exception {
        var topics = Topics.create(broker, "fatal", 4);
        var observation = new Observation();
        try (var load = new Load(topics);
                var progress = new Progress(topics)) {
            var steady = load.steadily(500);
            try (var pipeline = Pipeline.of(topics, EXACTLY_ONCE)
                    .property("processing.exception.handler", handler)
                    .observation(observation)
                    .start()) {
                progress.awaitMoreResults(1_500);
                pipeline.engine().failNext(1, FailureCategory.FATAL);
                Await.until("the instance has stopped", SOON, () -> stopped(pipeline));
                assertThat(pipeline.failure()).hasRootCauseMessage("the fake engine was told to fail: category=FATAL");
                assertThat(pipeline.batcher().failure()).isNotNull();
            }
            steady.finish();
            assertThat(observation.forwarded()).isLessThan(4 * load.perPartition());
            try (var healthy =
                    Pipeline.of(topics, EXACTLY_ONCE).observation(observation).start()) {
                progress.watching(healthy).awaitEverythingCommitted();
                assertThat(healthy.failure()).isNull();
            }
            assertThat(observation.violations()).isEmpty();
            Answers.assertExactlyOnceInOrder(topics, load.perPartition());
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {LogAndFailProcessingExceptionHandler.class, LogAndContinueProcessingExceptionHandler.class})
    void commitsNothingWhenTheEngineFailsOnTheLastRecords(Class<?> handler, LocalBroker broker) {
        var topics = Topics.create(broker, "last", 4);
        try (var load = new Load(topics);
                var progress = new Progress(topics)) {
            try (var pipeline = Pipeline.of(topics, EXACTLY_ONCE)
                    .property("processing.exception.handler", handler)
                    .start()
                    .awaitRunning()) {
                pipeline.engine().failNext(1, FailureCategory.FATAL);
                load.sendRounds(1);
                Await.until("the instance has stopped", SOON, () -> stopped(pipeline));
                assertThat(pipeline.failure()).isNotNull();
            }
            assertThat(progress.committed()).isEmpty();
            try (var healthy = Pipeline.of(topics, EXACTLY_ONCE).start()) {
                progress.watching(healthy).awaitEverythingCommitted();
            }
            Answers.assertExactlyOnceInOrder(topics, load.perPartition());
        }
    }

    private static boolean stopped(Pipeline pipeline) {
        KafkaStreams.State state = pipeline.streams().state();
        return state == KafkaStreams.State.ERROR || state == KafkaStreams.State.NOT_RUNNING;
    }
}
