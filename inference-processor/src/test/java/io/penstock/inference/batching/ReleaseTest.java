package io.penstock.inference.batching;

import static io.penstock.inference.batching.BatcherUnderTest.computed;
import static io.penstock.inference.batching.BatcherUnderTest.ids;
import static io.penstock.inference.batching.BatcherUnderTest.limits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.FailureCategory;
import io.penstock.RecordException;
import io.penstock.RecordFailure;
import io.penstock.engine.testkit.FakeEngine;
import io.penstock.inference.IdModel;
import io.penstock.inference.IdRows;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When the memory of results serves a later batch: seen through views that were taken before the release. */
@Timeout(60)
final class ReleaseTest {
    private static final String RELEASED =
            "the results of this record were released when its forward returned: copy what is to be kept";

    /** One session, whose every run takes the outputs that were released last. */
    private static BatcherUnderTest batchesOf(int rows, FakeEngine.Builder engine) {
        return BatcherUnderTest.of(engine, limits(rows, 1), new SimulatedClock());
    }

    private static BatcherUnderTest pairs() {
        return batchesOf(2, IdModel.engine(2));
    }

    private static void compute(BatcherUnderTest test, long from, long to) {
        List<Ticket> tickets = test.offerIds(from, to);
        test.batcher.flush();
        tickets.forEach(ticket -> computed(ticket).release());
    }

    private static ByteBuffer view(Ticket ticket) {
        return computed(ticket).results().output(0);
    }

    private static long idIn(ByteBuffer view) {
        return view.getLong(Long.BYTES);
    }

    @Test
    void showsNoResultsThatWereReleased() {
        try (var test = pairs()) {
            Ticket ticket = test.offerIds(1, 3).get(0);
            ticket.release();
            assertThatThrownBy(ticket::results)
                    .isExactlyInstanceOf(IllegalStateException.class)
                    .hasMessage(RELEASED);
            assertThatThrownBy(() -> ticket.output(0)).hasMessage(RELEASED);
            assertThatThrownBy(() -> ticket.rowShape(0)).hasMessage(RELEASED);
            assertThat(ticket.batch().batchId()).isEqualTo(1);
        }
    }

    @Test
    void writesOverResultsOnceTheThreadsOfAllRequestsHaveReleasedThem() {
        try (var test = pairs()) {
            Ticket mine = test.offer(IdRows.of(1));
            Ticket others = CompletableFuture.supplyAsync(() -> test.offer(IdRows.of(2)))
                    .join();
            ByteBuffer view = view(mine);
            mine.release();
            compute(test, 10, 12);
            assertThat(idIn(view)).isEqualTo(1);
            assertThat(ids(others)).containsExactly(2L);
            CompletableFuture.runAsync(others::release).join();
            compute(test, 20, 22);
            assertThat(idIn(view)).isEqualTo(20);
        }
    }

    @Test
    void keepsTheResultsOfARequestThatIsNotReleased() {
        try (var test = pairs()) {
            List<Ticket> tickets = test.offerIds(1, 3);
            tickets.get(1).release();
            for (long id = 10; id < 50; id += 2) {
                compute(test, id, id + 2);
            }
            assertThat(ids(tickets.get(0))).containsExactly(1L);
        }
    }

    @Test
    void countsARequestThatIsReleasedTwiceOnce() {
        try (var test = pairs()) {
            List<Ticket> tickets = test.offerIds(1, 3);
            tickets.get(0).release();
            tickets.get(0).release();
            compute(test, 10, 12);
            assertThat(ids(tickets.get(1))).containsExactly(2L);
        }
    }

    @Test
    void writesOverNoResultsOfARunInWhichARequestWasReleasedUnderWay() {
        try (var test = pairs()) {
            Ticket abandoned = test.offer(IdRows.of(1));
            abandoned.release();
            Ticket other = test.offer(IdRows.of(2));
            ByteBuffer view = view(other);
            other.release();
            compute(test, 10, 12);
            assertThat(idIn(view)).isEqualTo(2);
            assertThatThrownBy(abandoned::results).hasMessage(RELEASED);
        }
    }

    @Test
    void countsTheRequestsOfEachPartOfASplitBatchApart() {
        try (var test = batchesOf(4, IdModel.engine(4).poison(id -> id == 3))) {
            List<Ticket> tickets = test.offerIds(1, 5);
            ByteBuffer first = view(tickets.get(0));
            ByteBuffer last = view(tickets.get(3));
            tickets.get(0).release();
            tickets.get(2).release(); // the culprit, which has no results
            tickets.get(3).release();
            compute(test, 10, 11);
            assertThat(idIn(last)).isEqualTo(10);
            assertThat(idIn(first)).isEqualTo(1);
            assertThat(ids(tickets.get(1))).containsExactly(2L);
            tickets.get(1).release();
            compute(test, 20, 21);
            assertThat(idIn(first)).isEqualTo(20);
        }
    }

    @Test
    void writesOverTheResultsOfABatchThatWasTriedAgain() {
        try (var test = pairs()) {
            test.engine.failNext(1, FailureCategory.TRANSIENT);
            List<Ticket> tickets = test.offerIds(1, 3);
            ByteBuffer view = view(tickets.get(0));
            tickets.forEach(Ticket::release);
            compute(test, 10, 12);
            assertThat(idIn(view)).isEqualTo(10);
        }
    }

    private static Refusing refusing() {
        return new Refusing(new RecordException(RecordFailure.INVALID_INPUT, "refused"));
    }

    @Test
    void awaitsNoReleaseOfARequestThatEndedBeforeItsBatch() {
        try (var test = pairs()) {
            test.offer(refusing());
            Ticket neighbour = test.offer(IdRows.of(2));
            ByteBuffer view = view(neighbour);
            neighbour.release();
            test.offer(refusing());
            compute(test, 10, 11);
            assertThat(idIn(view)).isEqualTo(10);
        }
    }
}
