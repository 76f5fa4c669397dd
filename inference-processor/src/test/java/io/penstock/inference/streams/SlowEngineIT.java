package io.penstock.inference.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.inference.Await;
import io.penstock.inference.IdModel;
import io.penstock.inference.policy.BatchLimits;
import io.penstock.local.LocalBroker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An engine that is slower than the input for a minute: Kafka is the buffer, and the group stays as it is. */
@ExtendWith(BrokerExtension.class)
@Execution(ExecutionMode.CONCURRENT)
final class SlowEngineIT {
    private static final Duration SLOWNESS = Duration.ofSeconds(60);
    private static final Duration SAMPLE = Duration.ofMillis(20);
    private static final int MAX_POLL_INTERVAL_MS = 10_000;
    private static final int MOST_WAITS = 6;
    private static final BatchLimits LIMITS =
            new BatchLimits(16, Duration.ofMillis(2).toNanos(), false, 2, 128, 1 << 12);
    private static final InferLimits TASK_LIMITS = new InferLimits(64, 1 << 12, Duration.ofSeconds(5));

    @ParameterizedTest
    @ValueSource(strings = {"at_least_once", "exactly_once_v2"})
    void staysInItsGroupAndWithinItsLimitsForAMinute(String guarantee, LocalBroker broker) throws Exception {
        var topics = Topics.create(broker, "slow", 4);
        var changes = new ConcurrentLinkedQueue<KafkaStreams.State>();
        var observation = new Observation();
        var slow = Pipeline.of(topics, guarantee)
                .observation(observation)
                .engine(IdModel.engine(16).delayed(Duration.ofMillis(200)))
                .limits(LIMITS)
                .inferLimits(TASK_LIMITS)
                .property("consumer.max.poll.interval.ms", MAX_POLL_INTERVAL_MS)
                .property("consumer.session.timeout.ms", 45_000)
                .stateListener((now, before) -> changes.add(now));
        try (var load = new Load(topics);
                var progress = new Progress(topics)) {
            load.sendRounds(5_000);
            try (var pipeline = slow.start().awaitRunning()) {
                progress.watching(pipeline).awaitEvenAssignment(2);
                awaitQuiet(changes);
                pipeline.awaitTasksOfEachThread(2);
                sampleForAMinute(pipeline, progress, changes);
                assertThat(pipeline.failure()).isNull();
            }
            assertThat(observation.forwarded()).isBetween(2_000L, 4 * load.perPartition() - 1);
            assertThat(observation.violations()).isEmpty();
            assertAnsweredWhatWasCommitted(topics, progress.committed());
        }
    }

    /**
     * Returns once nothing has changed for as long as a member may go without a poll. The group's last assignment is news to
     * a thread that keeps its share, too: it hears of it with its next poll, when the others may run theirs already.
     */
    private static void awaitQuiet(Queue<KafkaStreams.State> changes) {
        for (int waits = 0; waits < MOST_WAITS; waits++) {
            changes.clear();
            Await.pass(Duration.ofMillis(MAX_POLL_INTERVAL_MS));
            if (changes.isEmpty()) {
                return;
            }
        }
        throw new AssertionError("the group changes again and again: " + changes);
    }

    private static void sampleForAMinute(Pipeline pipeline, Progress progress, Queue<KafkaStreams.State> changes) {
        Map<String, List<TopicPartition>> members = progress.assignments();
        assertThat(members.values().stream().mapToInt(List::size).sum()).isEqualTo(4);
        long mostRows = 0;
        long start = System.nanoTime();
        while (System.nanoTime() - start < SLOWNESS.toNanos()) {
            mostRows = Math.max(mostRows, pipeline.batcher().inFlightRows());
            assertThat(pipeline.batcher().inFlightBytes()).isLessThanOrEqualTo(LIMITS.maxInFlightBytes());
            Await.pass(SAMPLE);
        }
        assertThat(mostRows)
                .as("as full as the sessions allow, never fuller")
                .isBetween((long) LIMITS.maxRows(), (long) LIMITS.sessions() * LIMITS.maxRows());
        assertThat(changes).as("rebalances").isEmpty();
        assertThat(progress.assignments()).isEqualTo(members);
    }

    /** The clean stop in the middle of the backlog left nothing between the results and the committed offsets. */
    private static void assertAnsweredWhatWasCommitted(Topics topics, Map<TopicPartition, Long> committed) {
        List<List<Answer>> answers = Results.read(topics);
        committed.forEach((partition, offset) -> assertThat(
                        answers.get(partition.partition()).stream().map(Answer::sequence))
                .containsExactlyElementsOf(LongStream.range(0, offset).boxed().toList()));
    }
}
