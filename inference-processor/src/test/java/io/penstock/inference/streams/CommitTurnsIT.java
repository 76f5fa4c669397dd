package io.penstock.inference.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.inference.Await;
import io.penstock.inference.IdModel;
import io.penstock.inference.policy.BatchLimits;
import io.penstock.local.LocalBroker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * When two threads commit whose records lie in the same batches of a slow engine. Without turns they end their drains with
 * the same batch and stay within a few milliseconds of each other for ever.
 */
@ExtendWith(BrokerExtension.class)
@Isolated("it measures")
final class CommitTurnsIT {
    private static final Duration BATCH = Duration.ofMillis(40);
    private static final BatchLimits LIMITS =
            new BatchLimits(16, Duration.ofMillis(2).toNanos(), false, 2, 128, 1 << 20);
    private static final int COMMIT_INTERVAL_MS = 300;
    private static final int ROUNDS = 15_000;
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final int MEETINGS = 6;
    /** The one after they were brought into step, by which they learn that they meet. */
    private static final int MET_COMMITS = 1;

    private static final int WATCHED_COMMITS = 2;

    @ParameterizedTest
    @ValueSource(strings = {"at_least_once", "exactly_once_v2"})
    void keepsTheCommitsOfThreadsApart(String guarantee, LocalBroker broker) {
        var topics = Topics.create(broker, "turns", 4);
        var commits = new Commits();
        var pipeline = Pipeline.of(topics, guarantee)
                .engine(IdModel.engine(16).delayed(BATCH))
                .limits(LIMITS)
                .property("commit.interval.ms", COMMIT_INTERVAL_MS)
                .property("consumer.session.timeout.ms", 30_000)
                .property("producer.transaction.timeout.ms", 60_000)
                .observation(commits);
        try (var load = new Load(topics);
                var progress = new Progress(topics)) {
            load.sendRounds(ROUNDS);
            try (var running = pipeline.start().awaitRunning()) {
                progress.watching(running).awaitEvenAssignment(2);
                running.awaitTasksOfEachThread(2);
                List<Long> distances = distancesAfterMeetings(commits, running);
                assertThat(commits.forwarded()).as("still at work").isLessThan(topics.partitions() * (long) ROUNDS);
                assertThat(Duration.ofNanos(distances.get(distances.size() / 2)))
                        .as("the median distance from a thread's commit to the nearest of the other")
                        .isGreaterThan(BATCH.dividedBy(2));
            }
        }
        assertThat(commits.violations()).isEmpty();
    }

    private static List<Long> distancesAfterMeetings(Commits commits, Pipeline running) {
        List<Long> distances = new ArrayList<>();
        for (int i = 0; i < MEETINGS; i++) {
            commits.bringIntoStep(running);
            commits.awaitOfEachThread(MET_COMMITS, running);
            commits.awaitOfEachThread(WATCHED_COMMITS, running);
            distances.addAll(commits.distances());
        }
        Collections.sort(distances);
        return distances;
    }

    /** When each thread has committed. */
    private static final class Commits extends Observation {
        final Map<String, Queue<Long>> nanosOfThreads = new ConcurrentHashMap<>();
        private final CyclicBarrier meeting = new CyclicBarrier(2);
        private final Set<String> toMeet = ConcurrentHashMap.newKeySet();

        /** Holds each thread's next commit until both are there: who does not take turns meets the other from then on. */
        void bringIntoStep(Pipeline running) {
            awaitOfEachThread(1, running);
            toMeet.addAll(nanosOfThreads.keySet());
            Await.until("the threads have met", SOON, () -> {
                running.requireHealthy();
                return toMeet.isEmpty();
            });
        }

        /** So many commits of both threads from now on; forgets those before. */
        void awaitOfEachThread(int commits, Pipeline running) {
            nanosOfThreads.clear();
            Await.until("both threads have committed " + commits + " times", SOON, () -> {
                running.requireHealthy();
                return nanosOfThreads.size() == 2
                        && nanosOfThreads.values().stream().allMatch(thread -> thread.size() >= commits);
            });
        }

        private void meet() {
            try {
                meeting.await(SOON.toSeconds(), TimeUnit.SECONDS);
                toMeet.remove(Thread.currentThread().getName());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted before the threads have met", e);
            } catch (BrokenBarrierException | TimeoutException e) {
                throw new IllegalStateException("the threads have not met", e);
            }
        }

        @Override
        void committing(Map<TopicPartition, OffsetAndMetadata> offsets) {
            super.committing(offsets);
            if (toMeet.contains(Thread.currentThread().getName())) {
                meet();
            }
            nanosOfThreads
                    .computeIfAbsent(Thread.currentThread().getName(), thread -> new ConcurrentLinkedQueue<>())
                    .add(System.nanoTime());
        }

        /** From each commit of one thread to the nearest one of the other, in nanoseconds. */
        List<Long> distances() {
            List<List<Long>> threads =
                    nanosOfThreads.values().stream().map(List::copyOf).toList();
            return Stream.concat(distances(threads.get(0), threads.get(1)), distances(threads.get(1), threads.get(0)))
                    .toList();
        }

        private static Stream<Long> distances(List<Long> commits, List<Long> others) {
            return commits.stream().map(at -> others.stream()
                    .mapToLong(other -> Math.abs(other - at))
                    .min()
                    .orElseThrow());
        }
    }
}
