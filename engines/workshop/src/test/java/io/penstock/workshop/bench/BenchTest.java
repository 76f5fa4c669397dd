package io.penstock.workshop.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import io.penstock.engine.testkit.FakeEngine;
import io.penstock.workshop.samples.RandomSamples;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

class BenchTest {
    private static final BenchSetting ONE_SESSION = new BenchSetting(8, 1, true);

    private final AtomicLong millis = new AtomicLong();

    /** A clock that goes on by a millisecond whenever it is read: each run takes one, and one lies between runs. */
    private long clock() {
        return millis.getAndIncrement() * 1_000_000L;
    }

    @Test
    void measuresRunsThatCompleteAtOnceWithoutGrowingTheStack() {
        try (FakeEngine engine = FakeEngine.create()) {
            BenchPoint point = bench(engine, this::clock).measure(ONE_SESSION, Duration.ZERO, Duration.ofMinutes(2));

            assertThat(point.runs()).isGreaterThan(50_000);
            assertThat(point.p50Millis()).isEqualTo(1);
            assertThat(point.rowsPerSecond()).isCloseTo(4_000, within(10.0));
        }
    }

    @Test
    void leavesTheWarmUpOut() {
        try (FakeEngine engine = FakeEngine.create()) {
            BenchPoint point =
                    bench(engine, this::clock).measure(ONE_SESSION, Duration.ofSeconds(1), Duration.ofSeconds(1));

            assertThat(point.runs()).isBetween(495L, 505L);
            assertThat(engine.runs()).isGreaterThan(990);
        }
    }

    @Test
    void keepsEverySessionBusy() {
        try (FakeEngine engine =
                FakeEngine.builder().delayed(Duration.ofMillis(5)).build()) {
            BenchPoint point = bench(engine, System::nanoTime)
                    .measure(new BenchSetting(4, 3, false), Duration.ZERO, Duration.ofMillis(200));

            assertThat(engine.maxConcurrentRuns()).isEqualTo(3);
            assertThat(point.p50Millis()).isGreaterThanOrEqualTo(5);
            assertThat(engine.openSessions()).isZero();
        }
    }

    @Test
    void endsWithTheFailureOfARun() {
        try (FakeEngine engine = FakeEngine.create()) {
            engine.failNext(1, FailureCategory.TRANSIENT);

            assertThatThrownBy(
                            () -> bench(engine, this::clock).measure(ONE_SESSION, Duration.ZERO, Duration.ofSeconds(1)))
                    .isInstanceOf(PenstockException.class);
            assertThat(engine.openSessions()).isZero();
        }
    }

    private static Bench bench(FakeEngine engine, LongSupplier clock) {
        RandomSamples samples =
                new RandomSamples(engine.signature(), engine.buckets().get(0), Map.of(), 1, 2);
        return new Bench(engine, engine.buckets().get(0), samples, clock);
    }
}
