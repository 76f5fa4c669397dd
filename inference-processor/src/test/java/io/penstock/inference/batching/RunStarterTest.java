package io.penstock.inference.batching;

import static io.penstock.inference.batching.BatcherUnderTest.WINDOW;
import static io.penstock.inference.batching.BatcherUnderTest.ids;
import static io.penstock.inference.batching.BatcherUnderTest.limits;
import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.engine.testkit.FakeEngine;
import io.penstock.inference.IdModel;
import io.penstock.inference.IdRows;
import io.penstock.inference.policy.BatchLimits;
import java.time.Duration;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs that become ready within the start of another, seen through the batcher. */
@Timeout(60)
final class RunStarterTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    private static FakeEngine.Builder engine(int maxRows) {
        return IdModel.engine(maxRows);
    }

    /** While a batch computes, another thread fills the next, which so becomes ready on the computing thread. */
    @Test
    void runsBatchAfterBatchOnOneThreadWithoutOverflowingTheStack() throws InterruptedException {
        int batches = 20_000;
        var computing = new SynchronousQueue<Long>();
        var filled = new SynchronousQueue<Ticket>();
        var engine = engine(4).poison(id -> 0 < id && id < batches && handOver((long) id, computing, filled));
        var limits = new BatchLimits(4, WINDOW.toNanos(), true, 2, 16, 1L << 20);
        try (var test = BatcherUnderTest.of(engine, limits, new SimulatedClock())) {
            var filler = new Thread(() -> fill(test, batches, computing, filled));
            filler.setDaemon(true);
            filler.start();
            Ticket first = test.offer(IdRows.of(1));
            filler.join();
            assertThat(ids(first)).containsExactly(1L);
            assertThat(test.heard.computed()).hasSize(batches);
            assertThat(test.batcher.inFlightRows()).isZero();
        }
    }

    /** Returns once the next row is in the batch that fills; never finds the row poisonous. */
    private static boolean handOver(long id, SynchronousQueue<Long> computing, SynchronousQueue<Ticket> filled) {
        try {
            boolean taken = computing.offer(id, SOON.toSeconds(), TimeUnit.SECONDS);
            return taken && filled.poll(SOON.toSeconds(), TimeUnit.SECONDS) == null;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void fill(
            BatcherUnderTest test, int batches, SynchronousQueue<Long> computing, SynchronousQueue<Ticket> filled) {
        try {
            for (Long id = 0L; id != null && id < batches - 1; ) {
                id = computing.poll(SOON.toSeconds(), TimeUnit.SECONDS);
                if (id != null) {
                    filled.put(test.offer(IdRows.of(id + 1)));
                }
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
