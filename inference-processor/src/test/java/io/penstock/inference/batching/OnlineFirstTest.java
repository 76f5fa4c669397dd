package io.penstock.inference.batching;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.inference.IdModel;
import io.penstock.inference.policy.BatchLimits;
import io.penstock.inference.policy.Priority;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A scoring job beside online traffic, on an engine whose every run takes 5 ms. */
@Timeout(60)
final class OnlineFirstTest {
    private static final Duration RUN = Duration.ofMillis(5);
    private static final Duration WINDOW = Duration.ofMillis(5);
    private static final Duration GAP = Duration.ofMillis(4);
    private static final int MAX_ROWS = 16;
    /** The job keeps it busy: what comes beside it has to wait for its turn. */
    private static final int SESSIONS = 1;

    /** That many wait at once: a job that gets no turn at all offers no more. */
    private static final int IN_FLIGHT_ROWS = 4 * MAX_ROWS;

    private static final int REQUESTS = 200;
    /** A stop of the machine makes the p99 of one of them long, a job that goes first that of all. */
    private static final int TURNS = 5;

    private static BatcherUnderTest batcher() {
        var limits = new BatchLimits(MAX_ROWS, WINDOW.toNanos(), false, SESSIONS, IN_FLIGHT_ROWS, 1L << 20);
        return BatcherUnderTest.of(IdModel.engine(MAX_ROWS).delayed(RUN), limits, NanoClock.SYSTEM);
    }

    @Test
    void keepsTheOnlineP99WithinTwiceItsValueWithoutTheJob() throws InterruptedException {
        List<Duration> alone = new ArrayList<>();
        List<Duration> beside = new ArrayList<>();
        List<Long> offeredRows = new ArrayList<>();
        for (int turn = 0; turn < TURNS; turn++) {
            try (var test = batcher()) {
                alone.add(p99(test));
            }
            try (var test = batcher();
                    var job = new BackgroundJob(test.batcher, MAX_ROWS, Priority.BATCH)) {
                beside.add(p99(test));
                offeredRows.add(job.offeredRows());
            }
        }
        assertThat(median(offeredRows)).as("rows of the job, %s", offeredRows).isGreaterThan(2L * IN_FLIGHT_ROWS);
        assertThat(median(beside))
                .as("beside %s, alone %s", beside, alone)
                .isLessThanOrEqualTo(median(alone).multipliedBy(2));
    }

    private static Duration p99(BatcherUnderTest test) throws InterruptedException {
        return new OnlineLatency(test.batcher).p99(REQUESTS, GAP);
    }

    private static <T extends Comparable<T>> T median(List<T> turns) {
        return turns.stream().sorted().toList().get(turns.size() / 2);
    }
}
