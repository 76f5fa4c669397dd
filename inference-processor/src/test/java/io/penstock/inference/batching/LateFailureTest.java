package io.penstock.inference.batching;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import io.penstock.inference.Await;
import io.penstock.inference.IdModel;
import io.penstock.inference.IdRows;
import io.penstock.inference.policy.BatchLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;

/** One batch fails fatally while others run, finish, and hand their session's list of requests on. */
@Timeout(60)
final class LateFailureTest {
    private static final int THREADS = 3;
    /** Of the run that fails, and of one that starts on another session just after it. */
    private static final List<String> FATAL =
            List.of("the fake engine was told to fail: category=FATAL", "the fake device is lost");

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final BatchLimits LIMITS =
            new BatchLimits(8, BatcherUnderTest.WINDOW.toNanos(), true, THREADS, 256, 1L << 20);

    private final ExecutorService executor = Executors.newFixedThreadPool(THREADS);

    /** A request and what it asked for. */
    private record Offered(long id, Ticket ticket) {}

    @AfterEach
    void shutDown() {
        executor.shutdownNow();
    }

    @RepeatedTest(20)
    void endsEveryRequestWithItsOwnResultsOrTheFailure() throws InterruptedException, ExecutionException {
        try (var test = BatcherUnderTest.of(IdModel.engine(8), LIMITS, NanoClock.SYSTEM)) {
            List<Future<List<Offered>>> threads = LongStream.range(0, THREADS)
                    .mapToObj(thread -> executor.submit(() -> offerUntilItStops(test.batcher, thread << 40)))
                    .toList();
            Await.until(
                    "batches are computed", SOON, () -> test.heard.computed().size() > 100);
            test.engine.failNext(1, FailureCategory.FATAL);
            for (Future<List<Offered>> thread : threads) {
                assertThat(thread.get()).allSatisfy(LateFailureTest::assertEnded);
            }
        }
    }

    private static List<Offered> offerUntilItStops(MicroBatcher batcher, long firstId) throws InterruptedException {
        List<Offered> offered = new ArrayList<>();
        try {
            for (long id = firstId; ; id++) {
                Ticket ticket = new Ticket(IdRows.of(id));
                batcher.put(ticket);
                offered.add(new Offered(id, ticket));
            }
        } catch (PenstockException stopped) {
            return offered;
        }
    }

    private static void assertEnded(Offered offered) {
        if (offered.ticket().ending() instanceof Ticket.Ending.Failed failed) {
            assertThat(failed.failure().getMessage()).isIn(FATAL);
        } else {
            assertThat(BatcherUnderTest.ids(offered.ticket())).containsExactly(offered.id());
        }
    }
}
