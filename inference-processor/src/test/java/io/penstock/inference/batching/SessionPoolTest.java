package io.penstock.inference.batching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import io.penstock.engine.testkit.FakeEngine;
import io.penstock.inference.Await;
import io.penstock.inference.BatchReport;
import io.penstock.inference.IdModel;
import io.penstock.inference.IdRows;
import io.penstock.inference.policy.BatchLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class SessionPoolTest {
    private static final long WINDOW = Duration.ofSeconds(20).toNanos();

    private final FakeEngine first = engine("fake:0").build();
    private final FakeEngine second = engine("fake:1").build();

    private static FakeEngine.Builder engine(String device) {
        return IdModel.engine(8).buckets(IdModel.NARROW, IdModel.WIDE).device(device);
    }

    @AfterEach
    void closeEngines() {
        first.close();
        second.close();
    }

    private SessionPool open(int sessions) {
        return SessionPool.open(List.of(first, second), sessions);
    }

    private static List<String> devices(List<PooledSession> sessions) {
        return sessions.stream().map(session -> session.info().device()).toList();
    }

    private static List<PooledSession> take(SessionPool pool, int bucket, int sessions) {
        return IntStream.range(0, sessions).mapToObj(each -> pool.take(bucket)).toList();
    }

    @Test
    void opensTheSessionsOfEveryBucketOnEachEngine() {
        try (SessionPool pool = open(3)) {
            assertThat(pool.buckets()).isEqualTo(2);
            assertThat(first.openSessions()).isEqualTo(6);
            assertThat(second.openSessions()).isEqualTo(6);
            assertThat(first.runs()).isEqualTo(12);
            assertThat(second.runs()).isEqualTo(12);
        }
        assertThat(first.openSessions()).isZero();
        assertThat(second.openSessions()).isZero();
    }

    @Test
    void takesFromTheEnginesInTurn() {
        try (SessionPool pool = open(2)) {
            assertThat(devices(take(pool, 0, 4))).containsExactly("fake:0", "fake:1", "fake:0", "fake:1");
        }
    }

    @Test
    void takesFromTheEngineWithTheFewestTaken() {
        try (SessionPool pool = open(2)) {
            List<PooledSession> taken = take(pool, 0, 4);
            pool.give(0, taken.get(0));
            pool.give(0, taken.get(2));
            pool.give(0, taken.get(3));
            assertThat(pool.take(0)).isEqualTo(taken.get(0));
            assertThat(devices(take(pool, 0, 2))).containsExactly("fake:0", "fake:1");
        }
    }

    @Test
    void countsWhatOtherBucketsHaveTaken() {
        try (SessionPool pool = open(2)) {
            assertThat(pool.take(1).info().device()).isEqualTo("fake:0");
            assertThat(devices(take(pool, 0, 2))).containsExactly("fake:1", "fake:0");
        }
    }

    @Test
    void takesTheSessionThatHasBeenIdleForLongest() {
        try (SessionPool pool = open(1)) {
            PooledSession taken = pool.take(0);
            pool.give(0, taken);
            assertThat(pool.take(0).info().device()).isEqualTo("fake:1");
        }
    }

    @Test
    void closesWhatItHasOpenedWhenASessionDoesNotWarmUp() {
        second.failNext(1, FailureCategory.FATAL);
        assertThatThrownBy(() -> open(2))
                .isInstanceOf(PenstockException.class)
                .hasMessage("the fake engine was told to fail: category=FATAL");
        assertThat(first.openSessions()).isZero();
        assertThat(second.openSessions()).isZero();
    }

    @Test
    void spreadsTheRowsOfABatcherOverTheEnginesAndKeepsThoseOfARequestTogether() throws InterruptedException {
        var eager = new BatchLimits(8, WINDOW, true, 2, 4, 1 << 10, 1 << 20);
        FakeEngine left = engine("fake:0").delayed(Duration.ofMillis(1)).build();
        FakeEngine right = engine("fake:1").delayed(Duration.ofMillis(1)).build();
        var heard = new RecordedBatches();
        try (left;
                right;
                var batcher = batcher(eager, SessionPool.open(List.of(left, right), 2), heard)) {
            for (OfferingThread thread : OfferingThread.start(4, 500, batcher)) {
                thread.join();
                assertThat(thread.problem()).isNull();
            }
        }
        long rows = heard.computed().stream().mapToLong(BatchReport::rows).sum();
        assertThat(rowsOn("fake:0", heard)).isBetween(rows / 4, 3 * rows / 4);
        assertThat(rowsOn("fake:1", heard)).isEqualTo(rows - rowsOn("fake:0", heard));
    }

    private static long rowsOn(String device, RecordedBatches heard) {
        return heard.computed().stream()
                .filter(report -> report.engine().device().equals(device))
                .mapToLong(BatchReport::rows)
                .sum();
    }

    @Test
    void runsABatchOnEachEngineAtOnceAndAnswersInTheOrderOfTheOffers() {
        var twoRows = new BatchLimits(2, WINDOW, false, 2, 2, 1 << 10, 1 << 20);
        FakeEngine left = IdModel.engine(2).device("fake:0").manual().build();
        FakeEngine right = IdModel.engine(2).device("fake:1").manual().build();
        List<Ticket> tickets = new ArrayList<>();
        try (left;
                right) {
            MicroBatcher batcher = batcher(twoRows, openManual(left, right), BatchListener.NONE);
            for (long id = 0; id < 4; id++) {
                var ticket = new Ticket(IdRows.of(id));
                assertThat(batcher.offer(ticket)).isTrue();
                tickets.add(ticket);
            }
            assertThat(left.pendingRuns()).isEqualTo(1);
            assertThat(right.pendingRuns()).isEqualTo(1);
            right.completeNext();
            assertThat(tickets.get(0).ending()).isNull();
            left.completeNext();
            batcher.close();
        }
        for (int id = 0; id < 4; id++) {
            assertThat(BatcherUnderTest.ids(tickets.get(id))).containsExactly((long) id);
        }
        assertThat(tickets)
                .extracting(ticket ->
                        BatcherUnderTest.computed(ticket).batch().engine().device())
                .containsExactly("fake:0", "fake:0", "fake:1", "fake:1");
    }

    private static SessionPool openManual(FakeEngine... engines) {
        var opening = CompletableFuture.supplyAsync(() -> SessionPool.open(List.of(engines), 1));
        Await.until("the sessions are warm", Duration.ofSeconds(20), () -> {
            Stream.of(engines).filter(engine -> engine.pendingRuns() > 0).forEach(FakeEngine::completeNext);
            return opening.isDone();
        });
        return opening.join();
    }

    private static MicroBatcher batcher(BatchLimits limits, SessionPool pool, BatchListener listener) {
        return MicroBatcher.start("ids", limits, pool, NanoClock.SYSTEM, listener);
    }
}
