package io.penstock.inference.batching;

import static io.penstock.inference.batching.BatcherUnderTest.failure;
import static io.penstock.inference.batching.BatcherUnderTest.ids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.FailureCategory;
import io.penstock.RecordException;
import io.penstock.RecordFailure;
import io.penstock.engine.testkit.FakeEngine;
import io.penstock.inference.IdModel;
import io.penstock.inference.IdRows;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of a batch whose run fails: it is halved, tried again or the end of the batcher. */
@Timeout(60)
final class FailedBatchTest {
    private static FakeEngine.Builder engine(int maxRows) {
        return IdModel.engine(maxRows);
    }

    @Test
    void splitsABatchUntilItsOnlyCulpritIsAlone() {
        try (var test = BatcherUnderTest.untimed(engine(64).poison(id -> id == 1041), 64)) {
            List<Ticket> tickets = test.offerIds(1000, 1064);
            assertOnlyRejected(tickets, 1041);
            assertThat(test.heard.failures())
                    .hasSize(7)
                    .startsWith("64: the fake model rejects a row: firstElement=1041.0")
                    .endsWith("1: the fake model rejects a row: firstElement=1041.0");
        }
    }

    @Test
    void splitsABatchUntilEachOfSeveralCulpritsIsAlone() {
        try (var test = BatcherUnderTest.untimed(engine(64).poison(id -> id == 1000 || id == 1013 || id == 1063), 64)) {
            List<Ticket> tickets = test.offerIds(1000, 1064);
            assertOnlyRejected(tickets, 1000, 1013, 1063);
        }
    }

    private static void assertOnlyRejected(List<Ticket> tickets, long... poison) {
        List<Long> culprits = Arrays.stream(poison).boxed().toList();
        for (int i = 0; i < tickets.size(); i++) {
            long id = 1000L + i;
            if (culprits.contains(id)) {
                assertRejectedByTheEngine(tickets.get(i), id);
            } else {
                assertThat(ids(tickets.get(i))).containsExactly(id);
            }
        }
    }

    private static void assertRejectedByTheEngine(Ticket ticket, long id) {
        assertThat(failure(ticket))
                .isExactlyInstanceOf(RecordException.class)
                .hasMessage("the engine refused these rows: the fake model rejects a row: firstElement=" + id + ".0")
                .extracting(refused -> ((RecordException) refused).failure())
                .isEqualTo(RecordFailure.ENGINE_REJECTED);
    }

    @Test
    void keepsTheRowsOfACulpritWithSeveralRowsTogether() {
        try (var test = BatcherUnderTest.untimed(engine(8).poison(id -> id == 202), 8)) {
            Ticket before = test.offer(new IdRows(100, 3, 0));
            Ticket culprit = test.offer(new IdRows(200, 4, 0));
            Ticket after = test.offer(new IdRows(300, 1, 0));
            assertThat(ids(before)).containsExactly(100L, 101L, 102L);
            assertRejectedByTheEngine(culprit, 202);
            assertThat(ids(after)).containsExactly(300L);
        }
    }

    @Test
    void splitsALargeBatchOfNothingButCulpritsWithoutOverflowingTheStack() {
        int rows = 8192;
        try (var test = BatcherUnderTest.untimed(engine(rows).poison(id -> id > 0), rows)) {
            List<Ticket> tickets = test.offerIds(1, rows + 1);
            assertThat(tickets).allSatisfy(ticket -> assertThat(failure(ticket)).isInstanceOf(RecordException.class));
            assertThat(test.heard.failures()).hasSize(2 * rows - 1);
            assertThat(test.batcher.inFlightRows()).isZero();
        }
    }

    @Test
    void triesABatchAgainAfterATransientFailure() {
        try (var test = BatcherUnderTest.untimed(engine(4), 4)) {
            test.engine.failNext(BatchRun.ATTEMPTS - 1, FailureCategory.TRANSIENT);
            List<Ticket> tickets = test.offerIds(10, 14);
            assertThat(tickets).allSatisfy(ticket -> assertThat(ids(ticket)).hasSize(1));
            assertThat(test.heard.failures()).hasSize(BatchRun.ATTEMPTS - 1);
        }
    }

    @Test
    void stopsWhenABatchFailsTransientlyTooOften() {
        try (var test = BatcherUnderTest.untimed(engine(4), 4)) {
            test.engine.failNext(BatchRun.ATTEMPTS, FailureCategory.TRANSIENT);
            List<Ticket> tickets = test.offerIds(10, 14);
            assertThat(tickets).allSatisfy(ticket -> assertThat(failure(ticket))
                    .hasMessage("a batch failed 3 times: the fake engine was told to fail: category=TRANSIENT"));
        }
    }

    @Test
    void stopsForGoodAfterAFatalFailure() {
        try (var test = BatcherUnderTest.untimed(engine(4), 4)) {
            test.engine.failNext(1, FailureCategory.FATAL);
            List<Ticket> tickets = test.offerIds(10, 14);
            assertThat(tickets).allSatisfy(ticket -> assertThat(failure(ticket))
                    .hasMessage("the fake engine was told to fail: category=FATAL"));
            assertThatThrownBy(() -> test.batcher.offer(new Ticket(IdRows.of(1))))
                    .hasMessage("the engine has failed: model=ids: the fake engine was told to fail: category=FATAL");
            assertThat(test.batcher.failure()).isNotNull();
        }
    }

    @Test
    void failsWhatIsStillFillingWhenAnotherBatchFailsFatally() {
        try (var test = BatcherUnderTest.untimed(engine(4).buckets(IdModel.NARROW, IdModel.WIDE), 4)) {
            Ticket filling = test.offer(new IdRows(1, 1, 1));
            test.engine.failNext(1, FailureCategory.FATAL);
            test.offerIds(10, 14);
            long runs = test.engine.runs();
            assertThat(failure(filling)).hasMessage("the fake engine was told to fail: category=FATAL");
            test.batcher.flush();
            assertThat(test.engine.runs())
                    .as("no run on an engine that has failed")
                    .isEqualTo(runs);
        }
    }
}
