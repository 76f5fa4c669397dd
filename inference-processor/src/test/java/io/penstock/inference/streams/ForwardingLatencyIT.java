package io.penstock.inference.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.inference.Await;
import io.penstock.inference.BatchReport;
import io.penstock.inference.IdModel;
import io.penstock.inference.Outcome;
import io.penstock.inference.batching.BatchListener;
import io.penstock.local.LocalBroker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How soon after the engine has finished a result is forwarded, on idle input: one record in each partition of a thread,
 * then nothing for a while.
 */
@ExtendWith(BrokerExtension.class)
@Isolated("it measures")
final class ForwardingLatencyIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int PARTITIONS = 3;
    private static final int WARM_UP = 20;
    private static final int ROUNDS = 70;
    private static final Duration IDLE = Duration.ofMillis(20);
    private static final Duration LONG_POLL = Duration.ofSeconds(4);
    private static final Duration LIMIT = Duration.ofMillis(2);

    @ParameterizedTest
    @ValueSource(strings = {"at_least_once", "exactly_once_v2"})
    void forwardsHalfOfTheResultsWithinTwoMillisecondsOfTheirComputation(String guarantee, LocalBroker broker) {
        var topics = Topics.create(broker, "latency", PARTITIONS);
        var stopwatch = new Stopwatch();
        var pipeline = Pipeline.of(topics, guarantee)
                .threads(1)
                .engine(IdModel.engine(16).delayed(Duration.ofMillis(5)))
                .observation(stopwatch)
                .listener(stopwatch.computations());
        try (var load = new Load(topics);
                var running = pipeline.start().awaitRunning()) {
            sendRoundByRound(WARM_UP, load, stopwatch);
            stopwatch.latencies.clear();
            sendRoundByRound(ROUNDS, load, stopwatch);
            assertThat(running.failure()).isNull();
        }
        List<Long> sorted = stopwatch.latencies.stream().sorted().toList();
        report(guarantee, sorted);
        assertThat(sorted).hasSize(PARTITIONS * ROUNDS);
        assertThat(Duration.ofNanos(quantile(sorted, 0.5))).isLessThan(LIMIT);
    }

    /** A computed batch ends the poll; without that its results wait for it to be over. */
    @Test
    void forwardsWhatIsComputedWhileTheThreadSleepsInALongPoll(LocalBroker broker) {
        var topics = Topics.create(broker, "long-poll", PARTITIONS);
        var stopwatch = new Stopwatch();
        var pipeline = Pipeline.of(topics, "at_least_once")
                .threads(1)
                .engine(IdModel.engine(16).delayed(Duration.ofMillis(50)))
                .property(StreamsConfig.POLL_MS_CONFIG, LONG_POLL.toMillis())
                .observation(stopwatch)
                .listener(stopwatch.computations());
        try (var load = new Load(topics);
                var running = pipeline.start().awaitRunning()) {
            sendRoundByRound(WARM_UP, load, stopwatch);
            assertThat(running.failure()).isNull();
        }
        assertThat(Duration.ofNanos(
                        quantile(stopwatch.latencies.stream().sorted().toList(), 1)))
                .isLessThan(LONG_POLL.dividedBy(2));
    }

    private static void sendRoundByRound(int rounds, Load load, Stopwatch stopwatch) {
        for (int round = 0; round < rounds; round++) {
            int all = stopwatch.latencies.size() + PARTITIONS;
            load.sendRounds(1);
            Await.until("the records are forwarded", SOON, () -> stopwatch.latencies.size() == all);
            Await.pass(IDLE);
        }
    }

    private static void report(String guarantee, List<Long> sorted) {
        System.out.printf(
                "engine completion to forward, idle input, %s: n=%d p50=%.3f ms p90=%.3f ms p99=%.3f ms max=%.3f ms%n",
                guarantee,
                sorted.size(),
                quantile(sorted, 0.5) / 1e6,
                quantile(sorted, 0.9) / 1e6,
                quantile(sorted, 0.99) / 1e6,
                quantile(sorted, 1) / 1e6);
    }

    private static long quantile(List<Long> sorted, double quantile) {
        return sorted.get((int) Math.min(sorted.size() - 1, sorted.size() * quantile));
    }

    /** Takes the time from a batch's computation to the forwarding of its record. */
    private static final class Stopwatch extends Observation {
        final Queue<Long> latencies = new ConcurrentLinkedQueue<>();
        private final Map<Long, Long> computedNanos = new ConcurrentHashMap<>();

        BatchListener computations() {
            return new BatchListener() {
                @Override
                public void onComputed(BatchReport report) {
                    computedNanos.put(report.batchId(), System.nanoTime());
                }
            };
        }

        @Override
        void forwarded(Origin origin, Outcome<Origin> outcome) {
            long now = System.nanoTime();
            super.forwarded(origin, outcome);
            long batch = ((Outcome.Inferred<Origin>) outcome).batch().batchId();
            latencies.add(now - computedNanos.getOrDefault(batch, now));
        }
    }
}
