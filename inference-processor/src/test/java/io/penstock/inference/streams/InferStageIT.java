package io.penstock.inference.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.penstock.RecordFailure;
import io.penstock.inference.Await;
import io.penstock.inference.IdModel;
import io.penstock.inference.Outcome;
import io.penstock.inference.Submission;
import io.penstock.local.LocalBroker;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What leaves the infer stage, on a real broker. */
@ExtendWith(BrokerExtension.class)
final class InferStageIT {
    private static final String EXACTLY_ONCE = "exactly_once_v2";
    /** Within what the broker retains: it may look for older records at any time. */
    private static final long LATELY = System.currentTimeMillis() - 3_600_000;

    @ParameterizedTest
    @ValueSource(strings = {"at_least_once", "exactly_once_v2"})
    void keepsKeyHeadersAndTimestampOfEachRecordInPartitionOrder(String guarantee, LocalBroker broker) {
        var topics = Topics.create(broker, "kept", 2);
        int records = 300;
        try (var load = new Load(topics);
                var progress = new Progress(topics);
                var pipeline = Pipeline.of(topics, guarantee).start()) {
            IntStream.range(0, records).forEach(number -> load.send(described(topics, number)));
            load.flush();
            progress.watching(pipeline).awaitEverythingCommitted();
            assertThat(pipeline.failure()).isNull();
        }
        List<List<ConsumerRecord<byte[], byte[]>>> results = Results.records(topics);
        for (int number = 0; number < records; number++) {
            ConsumerRecord<byte[], byte[]> result = results.get(number % 2).get(number / 2);
            ProducerRecord<byte[], byte[]> sent = described(topics, number);
            assertThat(Answer.from(result.value()).sequence()).isEqualTo(number);
            assertThat(result.key()).isEqualTo(sent.key());
            assertThat(result.headers().toArray()).isEqualTo(sent.headers().toArray());
            assertThat(result.timestamp()).isEqualTo(sent.timestamp());
        }
    }

    private static ProducerRecord<byte[], byte[]> described(Topics topics, int number) {
        var headers = List.<Header>of(
                new RecordHeader("number", new byte[] {(byte) number}), new RecordHeader("number", new byte[0]));
        return new ProducerRecord<>(
                topics.input(),
                number % 2,
                LATELY + number,
                Load.key(number % 2),
                Request.of(number).toBytes(),
                headers);
    }

    @Test
    void releasesTheResultsOfARecordWhenItsForwardReturns(LocalBroker broker) {
        var topics = Topics.create(broker, "released", 1);
        Queue<Outcome<Origin>> kept = new ConcurrentLinkedQueue<>();
        var keeping = new Observation() {
            @Override
            void forwarded(Origin origin, Outcome<Origin> outcome) {
                super.forwarded(origin, outcome);
                kept.add(outcome);
            }
        };
        try (var load = new Load(topics);
                var progress = new Progress(topics);
                var pipeline =
                        Pipeline.of(topics, EXACTLY_ONCE).observation(keeping).start()) {
            load.sendRounds(100);
            progress.watching(pipeline).awaitEverythingCommitted();
        }
        assertThat(kept).hasSize(100).allSatisfy(outcome -> assertThatThrownBy(
                        ((Outcome.Inferred<Origin>) outcome)::results)
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "the results of this record were released when its forward returned: copy what is to be kept"));
    }

    @Test
    void putsRecordsOfSeveralPartitionsIntoOneBatch(LocalBroker broker) {
        var topics = Topics.create(broker, "shared", 4);
        long rounds = 500;
        try (var load = new Load(topics);
                var progress = new Progress(topics)) {
            load.sendRounds(rounds);
            try (var pipeline = Pipeline.of(topics, EXACTLY_ONCE).start()) {
                progress.watching(pipeline).awaitEverythingCommitted();
                assertThat(pipeline.failure()).isNull();
            }
            Answers.assertExactlyOnceInOrder(topics, rounds);
        }
        Map<Long, Set<Integer>> partitionsOfBatch = new HashMap<>();
        List<List<Answer>> answers = Results.read(topics);
        for (int partition = 0; partition < answers.size(); partition++) {
            for (Answer answer : answers.get(partition)) {
                partitionsOfBatch
                        .computeIfAbsent(answer.batch(), batch -> new HashSet<>())
                        .add(partition);
            }
        }
        assertThat(partitionsOfBatch.values()).anyMatch(partitions -> partitions.size() > 1);
    }

    @Test
    void answersRequestsOfSeveralRowsAndRejectsThoseThatNoBatchHolds(LocalBroker broker) {
        var topics = Topics.create(broker, "rows", 1);
        try (var load = new Load(topics);
                var progress = new Progress(topics);
                var pipeline = Pipeline.of(topics, EXACTLY_ONCE).start()) {
            for (int rows : new int[] {3, 64, 65, 1, 40}) {
                load.send(0, new Request(rows, rows, Submission.NO_DEADLINE));
            }
            load.flush();
            progress.watching(pipeline).awaitEverythingCommitted();
            assertThat(pipeline.failure()).isNull();
        }
        assertThat(Results.read(topics).get(0))
                .extracting(Answer::sequence, Answer::rows, Answer::rejected)
                .containsExactly(
                        tuple(3L, 3, null),
                        tuple(64L, 64, null),
                        tuple(65L, 0, RecordFailure.TOO_LARGE),
                        tuple(1L, 1, null),
                        tuple(40L, 40, null));
    }

    @Test
    void rejectsExpiredAndPoisonousRecordsInTheirPlaceAndAnswersTheirNeighbours(LocalBroker broker) {
        var topics = Topics.create(broker, "rejected", 1);
        var engine = IdModel.engine(64).delayed(Duration.ofMillis(2)).poison(id -> id % 10 == 7);
        try (var load = new Load(topics);
                var progress = new Progress(topics)) {
            for (long number = 0; number < 100; number++) {
                load.send(0, new Request(number, 1, number % 10 == 3 ? 1 : Submission.NO_DEADLINE));
            }
            load.flush();
            try (var pipeline = Pipeline.of(topics, EXACTLY_ONCE).engine(engine).start()) {
                progress.watching(pipeline).awaitEverythingCommitted();
                assertThat(pipeline.failure()).isNull();
            }
        }
        List<Answer> answers = Results.read(topics).get(0);
        assertThat(answers.stream().map(Answer::sequence))
                .containsExactlyElementsOf(LongStream.range(0, 100).boxed().toList());
        assertThat(answers).allSatisfy(answer -> assertThat(answer.rejected())
                .isEqualTo(
                        answer.sequence() % 10 == 3
                                ? RecordFailure.EXPIRED
                                : answer.sequence() % 10 == 7 ? RecordFailure.ENGINE_REJECTED : null));
    }

    @Test
    void computesNoExpiredRecord(LocalBroker broker) {
        var topics = Topics.create(broker, "expired", 1);
        try (var load = new Load(topics);
                var progress = new Progress(topics);
                var pipeline = Pipeline.of(topics, EXACTLY_ONCE).start()) {
            long warmUpRuns = pipeline.engine().runs();
            for (long number = 0; number < 20; number++) {
                load.send(0, new Request(number, 1, System.currentTimeMillis() - 1));
            }
            load.flush();
            progress.awaitEverythingCommitted();
            assertThat(pipeline.engine().runs()).isEqualTo(warmUpRuns);
        }
        assertThat(Results.read(topics).get(0))
                .hasSize(20)
                .allMatch(answer -> answer.rejected() == RecordFailure.EXPIRED);
    }

    @Test
    void commitsNoTransactionsWhileIdle(LocalBroker broker) {
        var topics = Topics.create(broker, "idle", 2);
        var observation = new Observation();
        try (var load = new Load(topics);
                var progress = new Progress(topics);
                var pipeline = Pipeline.of(topics, EXACTLY_ONCE)
                        .observation(observation)
                        .start()
                        .awaitRunning()) {
            load.sendRounds(100);
            progress.awaitEverythingCommitted();
            Await.pass(Duration.ofMillis(500));
            long before = observation.transactions();
            assertThat(before).isPositive();
            Await.pass(Duration.ofSeconds(3));
            assertThat(observation.transactions()).isEqualTo(before);
            assertThat(pipeline.failure()).isNull();
        }
    }
}
