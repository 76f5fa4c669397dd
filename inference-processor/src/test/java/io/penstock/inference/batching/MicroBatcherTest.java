package io.penstock.inference.batching;

import static io.penstock.inference.batching.BatcherUnderTest.WINDOW;
import static io.penstock.inference.batching.BatcherUnderTest.computed;
import static io.penstock.inference.batching.BatcherUnderTest.failure;
import static io.penstock.inference.batching.BatcherUnderTest.ids;
import static io.penstock.inference.batching.BatcherUnderTest.limits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.RecordException;
import io.penstock.RecordFailure;
import io.penstock.engine.testkit.FakeEngine;
import io.penstock.inference.Await;
import io.penstock.inference.IdModel;
import io.penstock.inference.IdRows;
import io.penstock.inference.RowTarget;
import io.penstock.inference.policy.BatchLimits;
import io.penstock.inference.policy.ClosedBatch;
import io.penstock.inference.policy.ClosedBatch.Cause;
import io.penstock.inference.policy.Priority;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class MicroBatcherTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    private static FakeEngine.Builder engine(int maxRows) {
        return IdModel.engine(maxRows);
    }

    @Test
    void givesEachRequestTheResultsOfItsRows() {
        try (var test = BatcherUnderTest.untimed(engine(8), 8)) {
            Ticket one = test.offer(IdRows.of(100));
            Ticket three = test.offer(new IdRows(200, 3, 0));
            Ticket two = test.offer(new IdRows(300, 2, 0));
            test.batcher.flush();
            assertThat(ids(one)).containsExactly(100L);
            assertThat(ids(three)).containsExactly(200L, 201L, 202L);
            assertThat(ids(two)).containsExactly(300L, 301L);
            assertThat(computed(two).batch().rows()).isEqualTo(6);
            assertThat(computed(two).batch().batchId()).isEqualTo(1);
        }
    }

    @Test
    void sharesNoBatchBetweenBuckets() {
        var engine = engine(8).buckets(IdModel.NARROW, IdModel.WIDE);
        try (var test = BatcherUnderTest.untimed(engine, 8)) {
            Ticket narrow = test.offer(new IdRows(1, 2, 0));
            Ticket wide = test.offer(new IdRows(5, 1, 1));
            test.batcher.flush();
            assertThat(ids(narrow)).containsExactly(1L, 2L);
            assertThat(computed(wide).results().output(0).asLongBuffer().get(0)).isEqualTo(5 + 1 + 2 + 3);
            assertThat(test.heard.closed())
                    .containsExactlyInAnyOrder(new ClosedBatch(1, 2, Cause.FLUSH), new ClosedBatch(2, 1, Cause.FLUSH));
        }
    }

    @Test
    void rejectsARequestWhoseSourceRefusesAndAnswersItsNeighbours() {
        var refusal = new RecordException(RecordFailure.INVALID_INPUT, "NaN at element 3");
        try (var test = BatcherUnderTest.untimed(engine(3).poison(id -> id == 666), 3)) {
            Ticket before = test.offer(IdRows.of(1));
            Ticket refused = test.offer(new Refusing(refusal));
            assertThat(failure(refused)).isSameAs(refusal);
            Ticket after = test.offer(IdRows.of(3));
            assertThat(ids(before)).containsExactly(1L);
            assertThat(ids(after)).containsExactly(3L);
            assertThat(failure(refused)).isSameAs(refusal);
            assertThat(test.heard.failures()).isEmpty();
        }
    }

    /** A source that serves request after request. */
    private static final class ReusedRow implements OneRow {
        private long id;

        ReusedRow holding(long next) {
            id = next;
            return this;
        }

        @Override
        public void writeTo(RowTarget target) {
            target.input(0).putLong(id).putLong(1);
        }
    }

    @Test
    void hasWrittenASourceWhenItsOfferReturns() {
        var row = new ReusedRow();
        try (var test = BatcherUnderTest.untimed(engine(2), 2)) {
            Ticket first = test.offer(row.holding(1));
            Ticket second = test.offer(row.holding(2));
            assertThat(ids(first)).containsExactly(1L);
            assertThat(ids(second)).containsExactly(2L);
        }
    }

    @Test
    void writesEveryBatchOfASessionIntoTheSameRows() {
        try (var test = BatcherUnderTest.of(engine(4), limits(4, 1), new SimulatedClock())) {
            for (long id = 0; id < 40; id += 4) {
                Ticket one = test.offer(IdRows.of(id));
                Ticket two = test.offer(new IdRows(id + 1, 2, 0));
                Ticket last = test.offer(IdRows.of(id + 3));
                assertThat(ids(one)).containsExactly(id);
                assertThat(ids(two)).containsExactly(id + 1, id + 2);
                assertThat(ids(last)).containsExactly(id + 3);
            }
        }
    }

    @Test
    void hasNoResultsBeforeItIsComputed() {
        try (var test = BatcherUnderTest.untimed(engine(2), 2)) {
            Ticket waiting = test.offer(IdRows.of(1));
            assertThatThrownBy(waiting::results)
                    .isExactlyInstanceOf(IllegalStateException.class)
                    .hasMessage("a ticket that was not computed has no results: ending=null");
        }
    }

    @Test
    void rejectsARequestWhoseSourceFailsInAWayNobodyForesaw() {
        try (var test = BatcherUnderTest.untimed(engine(2), 2)) {
            Ticket refused = test.offer(new Refusing(new IllegalStateException("broken")));
            assertThat(failure(refused))
                    .isExactlyInstanceOf(RecordException.class)
                    .hasMessage("java.lang.IllegalStateException: broken");
        }
    }

    @Test
    void rejectsARequestWithMoreRowsThanABatch() {
        try (var test = BatcherUnderTest.untimed(engine(4), 4)) {
            Ticket ticket = test.offer(new IdRows(1, 5, 0));
            assertThat(failure(ticket))
                    .hasMessage("request exceeds the batch's maximum: rows=5, max=4, model=ids; "
                            + "send fewer rows or raise infer.maxBatch");
        }
    }

    @Test
    void hasNoRoomWhileItsOnlySessionIsTakenAndHasAgainAfterwards() throws InterruptedException {
        try (var test = BatcherUnderTest.of(engine(1), limits(1, 1), new SimulatedClock())) {
            var slow = new SlowRows();
            var writer = new Thread(() -> test.batcher.offer(new Ticket(slow)));
            writer.start();
            slow.awaitWriting();
            var next = new Ticket(IdRows.of(9));
            assertThat(test.batcher.offer(next)).isFalse();
            assertThat(next.ending()).isNull();
            slow.letWrite();
            test.batcher.put(next);
            assertThat(ids(next)).containsExactly(9L);
            writer.join();
        }
    }

    @Test
    void doesNotWaitForRoomThatHasComeSince() throws InterruptedException {
        try (var test = BatcherUnderTest.untimed(engine(4), 1)) {
            long seen = test.batcher.finishedBatches();
            var ticket = new Ticket(IdRows.of(1));
            test.batcher.offer(ticket);
            Await.until("the batch finishes", SOON, () -> test.batcher.finishedBatches() > seen);

            long start = System.nanoTime();
            test.batcher.awaitRoom(seen, SOON.toNanos());
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
        }
    }

    @Test
    void waitsForRoomNoLongerThanAsked() throws InterruptedException {
        try (var test = BatcherUnderTest.untimed(engine(4), 4)) {
            long start = System.nanoTime();
            test.batcher.awaitRoom(
                    test.batcher.finishedBatches(), Duration.ofMillis(5).toNanos());
            assertThat(System.nanoTime() - start)
                    .isGreaterThanOrEqualTo(Duration.ofMillis(5).toNanos());
        }
    }

    @Test
    void computesWhatItHoldsWhenItIsClosed() {
        Ticket ticket;
        try (var test = BatcherUnderTest.untimed(engine(4).delayed(Duration.ofMillis(20)), 4)) {
            ticket = test.offer(IdRows.of(5));
            test.batcher.close();
            assertThat(ids(ticket)).containsExactly(5L);
            assertThat(test.engine.openSessions()).isZero();
            assertThatThrownBy(() -> test.batcher.offer(new Ticket(IdRows.of(1))))
                    .isExactlyInstanceOf(IllegalStateException.class)
                    .hasMessage("the micro-batcher is closed: model=ids");
        }
    }

    @Test
    void keepsBatchesOfConcurrentThreadsApartAndTheirRowsTogether() throws InterruptedException {
        var limits = new BatchLimits(32, WINDOW.toNanos(), true, 3, 256, 1L << 20);
        try (var test = BatcherUnderTest.of(engine(32).delayed(Duration.ofNanos(100_000)), limits, NanoClock.SYSTEM)) {
            List<OfferingThread> threads = OfferingThread.start(4, 5_000, test.batcher);
            for (OfferingThread thread : threads) {
                thread.join();
                assertThat(thread.problem()).isNull();
            }
            // a ticket ends before its batch has left the queue
            Await.until("the last batch has left", SOON, () -> test.batcher.inFlightRows() == 0);
            assertThat(test.heard.computed()).anyMatch(batch -> batch.rows() > 1);
            assertThat(test.engine.maxConcurrentRuns()).isBetween(2, 3);
        }
    }

    @Test
    void answersConcurrentThreadsOverAnEngineThatComputesAtOnce() throws InterruptedException {
        var limits = new BatchLimits(32, WINDOW.toNanos(), true, 2, 256, 1L << 20);
        try (var test = BatcherUnderTest.of(engine(32), limits, NanoClock.SYSTEM)) {
            for (OfferingThread thread : OfferingThread.start(4, 20_000, test.batcher)) {
                thread.join();
                assertThat(thread.problem()).isNull();
            }
            assertThat(test.batcher.failure()).isNull();
        }
    }

    @Test
    void neverRunsABatchBeforeItsLastRowIsWritten() throws InterruptedException {
        try (var test = BatcherUnderTest.untimed(engine(2), 2)) {
            var slow = new SlowRows();
            var writer = new Thread(() -> test.batcher.offer(new Ticket(slow)));
            writer.start();
            slow.awaitWriting();
            Ticket fast = test.offer(IdRows.of(2));
            assertThat(test.heard.closed()).containsExactly(new ClosedBatch(1, 2, Cause.FULL));
            assertThat(fast.ending()).isNull();
            slow.letWrite();
            writer.join();
            assertThat(ids(fast)).containsExactly(2L);
        }
    }

    @Test
    void waitsForARowBeingWrittenWhenItIsClosed() throws InterruptedException {
        try (var test = BatcherUnderTest.untimed(engine(2), 2)) {
            var slow = new SlowRows();
            var late = new Ticket(slow);
            var writer = new Thread(() -> test.batcher.offer(late));
            writer.start();
            slow.awaitWriting();
            var closer = new Thread(test.batcher::close);
            closer.start();
            Await.until("it refuses offers", SOON, () -> refusesOffers(test.batcher));
            assertThat(test.engine.openSessions()).isEqualTo(2);
            slow.letWrite();
            closer.join();
            writer.join();
            assertThat(late.ending()).isInstanceOf(Ticket.Ending.Computed.class);
            assertThat(test.engine.openSessions()).isZero();
        }
    }

    private static boolean refusesOffers(MicroBatcher batcher) {
        try {
            batcher.offer(new Ticket(IdRows.of(1)));
            return false;
        } catch (IllegalStateException closed) {
            return true;
        }
    }

    @Test
    void takesARaisedRequestWhereOneOfAJobHasToWait() {
        var limits = new BatchLimits(2, WINDOW.toNanos(), false, 1, 2, 1 << 20);
        try (var test = BatcherUnderTest.of(IdModel.engine(2), limits, new SimulatedClock())) {
            test.offerIds(0, 1);
            Ticket job = new Ticket(IdRows.of(1), Priority.BATCH);

            assertThat(test.batcher.offer(job)).isFalse();
            job.raise();
            assertThat(test.batcher.offer(job)).isTrue();
            assertThat(ids(job)).containsExactly(1L);
        }
    }
}
