package io.penstock.inference.batching;

import static io.penstock.inference.batching.BatcherUnderTest.WINDOW;
import static io.penstock.inference.batching.BatcherUnderTest.computed;
import static io.penstock.inference.batching.BatcherUnderTest.ids;
import static io.penstock.inference.batching.BatcherUnderTest.limits;
import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.engine.testkit.FakeEngine;
import io.penstock.inference.Await;
import io.penstock.inference.IdModel;
import io.penstock.inference.IdRows;
import io.penstock.inference.policy.BatchLimits;
import io.penstock.inference.policy.ClosedBatch;
import io.penstock.inference.policy.ClosedBatch.Cause;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The window of a batch, and the thread that waits for it. */
@Timeout(60)
final class WindowTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    private static FakeEngine.Builder engine(int maxRows) {
        return IdModel.engine(maxRows);
    }

    @Test
    void runsABatchWhenItsWindowHasPassed() {
        var clock = new SimulatedClock();
        try (var test = BatcherUnderTest.of(engine(8), limits(8, 2), clock)) {
            Ticket ticket = test.offer(IdRows.of(7));
            assertThat(ticket.ending()).isNull();
            clock.advance(WINDOW);
            Await.until("the window has closed the batch", SOON, () -> ticket.ending() != null);
            assertThat(ids(ticket)).containsExactly(7L);
            assertThat(test.heard.closed()).containsExactly(new ClosedBatch(1, 1, Cause.WINDOW));
            assertThat(computed(ticket).queueNanos()).isEqualTo(WINDOW.toNanos());
        }
    }

    /** Time stands still until the test moves it, and the thread that waits for windows is known by its readings. */
    private static final class WatchedClock implements NanoClock {
        final SimulatedClock time = new SimulatedClock();
        final AtomicInteger windowReadings = new AtomicInteger();
        volatile @Nullable Thread window;

        @Override
        public long nanoTime() {
            if (Thread.currentThread().getName().startsWith("penstock-window-")) {
                window = Thread.currentThread();
                windowReadings.incrementAndGet();
            }
            return time.nanoTime();
        }

        boolean isWindowThreadIdle() {
            Thread known = window;
            return known != null && known.getState() == Thread.State.WAITING;
        }
    }

    @Test
    void runsABatchThatOpensAfterAnIdleTimeWhenItsWindowHasPassed() {
        var clock = new WatchedClock();
        try (var test = BatcherUnderTest.of(engine(8), limits(8, 2), clock)) {
            test.offer(IdRows.of(1));
            test.batcher.flush();
            Await.until("nothing is waited for", SOON, clock::isWindowThreadIdle);
            Ticket ticket = test.offer(IdRows.of(7));
            clock.time.advance(WINDOW);
            Await.until("the window has closed the batch", SOON, () -> ticket.ending() != null);
            assertThat(ids(ticket)).containsExactly(7L);
        }
    }

    /** It wakes for the first; whether it finds a batch open then, and so sleeps for its window, is up to the scheduler. */
    @Test
    void wakesTheWindowThreadForFewOfTheBatchesThatOpen() {
        var clock = new WatchedClock();
        var limits = new BatchLimits(2, Duration.ofMinutes(5).toNanos(), false, 2, 1L << 20, 1L << 30);
        try (var test = BatcherUnderTest.of(engine(2), limits, clock)) {
            test.offerIds(0, 20_000);
            assertThat(test.heard.computed()).hasSize(10_000);
            assertThat(clock.windowReadings).hasValueLessThan(1_000);
        }
    }
}
