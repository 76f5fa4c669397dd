package io.penstock.workshop.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import io.penstock.engine.testkit.FakeEngine;
import io.penstock.workshop.samples.RandomSamples;
import java.time.Duration;
import java.util.List;
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
            BenchPoint point = bench(engine, this::clock).measure(ONE_SESSION, once(Duration.ofMinutes(2)));

            assertThat(point.runs()).isGreaterThan(50_000);
            assertThat(point.p50Millis()).isEqualTo(1);
            assertThat(point.rowsPerSecond()).isCloseTo(4_000, within(10.0));
        }
    }

    @Test
    void leavesTheWarmUpOut() {
        try (FakeEngine engine = FakeEngine.create()) {
            BenchPoint point = bench(engine, this::clock)
                    .measure(ONE_SESSION, new BenchTimes(Duration.ofSeconds(1), Duration.ofSeconds(1), 1));

            assertThat(point.runs()).isBetween(495L, 505L);
            assertThat(engine.runs()).isGreaterThan(990);
        }
    }

    @Test
    void keepsEverySessionBusy() {
        try (FakeEngine engine =
                FakeEngine.builder().delayed(Duration.ofMillis(5)).build()) {
            BenchPoint point = bench(engine, System::nanoTime)
                    .measure(new BenchSetting(4, 3, false), once(Duration.ofMillis(200)));

            assertThat(engine.maxConcurrentRuns()).isEqualTo(3);
            assertThat(point.p50Millis()).isGreaterThanOrEqualTo(5);
            assertThat(engine.openSessions()).isZero();
        }
    }

    @Test
    void endsWithTheFailureOfARun() {
        try (FakeEngine engine = FakeEngine.create()) {
            engine.failNext(1, FailureCategory.TRANSIENT);

            assertThatThrownBy(() -> bench(engine, this::clock).measure(ONE_SESSION, once(Duration.ofSeconds(1))))
                    .isInstanceOf(PenstockException.class);
            assertThat(engine.openSessions()).isZero();
        }
    }

    @Test
    void measuresAsOftenAsItIsSaidInTheSameSessions() {
        try (FakeEngine engine = FakeEngine.create()) {
            BenchTimes times = new BenchTimes(Duration.ofSeconds(1), Duration.ofSeconds(1), 3);

            BenchPoint point = bench(engine, this::clock).measure(ONE_SESSION, times);

            assertThat(point.runs()).isBetween(3 * 495L, 3 * 505L);
            assertThat(point.rowsPerSecond())
                    .isBetween(
                            point.rowsPerSecondSpread().min(),
                            point.rowsPerSecondSpread().max());
        }
    }

    @Test
    void reportsTheMeasurementInTheMiddle() {
        BenchPoint point = BenchPoint.of(
                ONE_SESSION,
                List.of(
                        new Measurement(10, 300, 3, 5, 7),
                        new Measurement(20, 100, 1, 9, 8),
                        new Measurement(30, 200, 2, 4, 9)));

        assertThat(point)
                .isEqualTo(new BenchPoint(ONE_SESSION, 60, 200, new Spread(100, 300), 2, new Spread(1, 3), 5, 8));
    }

    @Test
    void isMeasuredAtLeastOnce() {
        assertThatThrownBy(() -> new BenchTimes(Duration.ZERO, Duration.ofSeconds(1), 0))
                .hasMessage("a point is measured for some time, at least once: warmUp=PT0S, duration=PT1S,"
                        + " measurements=0");
    }

    private static BenchTimes once(Duration duration) {
        return new BenchTimes(Duration.ZERO, duration, 1);
    }

    private static Bench bench(FakeEngine engine, LongSupplier clock) {
        RandomSamples samples =
                new RandomSamples(engine.signature(), engine.buckets().get(0), Map.of(), 1, 2);
        return new Bench(List.of(engine), engine.buckets().get(0), samples, clock);
    }
}
