package io.penstock.inference.batching;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.inference.IdModel;
import io.penstock.inference.policy.BatchLimits;
import io.penstock.inference.policy.Priority;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A scoring job beside online traffic, on an engine whose every run takes 5 ms. */
@Timeout(60)
final class OnlineFirstTest {
    private static final Duration RUN = Duration.ofMillis(5);
    private static final Duration WINDOW = Duration.ofMillis(5);
    private static final Duration GAP = Duration.ofMillis(4);
    private static final int MAX_ROWS = 16;
    private static final int SESSIONS = 3;
    private static final int REQUESTS = 300;

    private static BatcherUnderTest batcher() {
        var limits = new BatchLimits(MAX_ROWS, WINDOW.toNanos(), false, SESSIONS, 4 * MAX_ROWS, 1L << 20);
        return BatcherUnderTest.of(IdModel.engine(MAX_ROWS).delayed(RUN), limits, NanoClock.SYSTEM);
    }

    private static Duration p99Alone() throws InterruptedException {
        try (var test = batcher()) {
            return new OnlineLatency(test.batcher).p99(REQUESTS, GAP);
        }
    }

    @Test
    void keepsTheOnlineP99WithinTwiceItsValueWithoutTheJob() throws InterruptedException {
        Duration alone = p99Alone();
        try (var test = batcher();
                var job = new BackgroundJob(test.batcher, MAX_ROWS, Priority.BATCH)) {
            Duration beside = new OnlineLatency(test.batcher).p99(REQUESTS, GAP);

            assertThat(beside).isLessThanOrEqualTo(alone.multipliedBy(2));
            assertThat(job.offeredRows()).isGreaterThan(20L * MAX_ROWS);
        }
    }
}
