package io.penstock.topology.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class StepTallyTest {
    private static final long MILLI = 1_000_000;

    private final StepTally tally = new StepTally(7);

    @Test
    void countsLatencyFromWhenARequestWasDueNotFromWhenItWasSent() {
        tally.measure(0, 2_000 * MILLI);
        for (int i = 0; i < 2_000; i++) {
            long due = i * MILLI;
            tally.answered(new LoadKey(7, due), due + (i < 1_000 ? 5 : 500) * MILLI, false);
        }

        assertThat(tally.latency().samples()).isEqualTo(2_000);
        assertThat(tally.latency().p50Millis()).isBetween(5.0, 5.01);
        assertThat(tally.latency().p99Millis()).isBetween(500.0, 500.5);
    }

    @Test
    void leavesOutTheWarmUpAndOtherSteps() {
        tally.measure(1_000 * MILLI, 2_000 * MILLI);
        tally.answered(new LoadKey(7, 0), 10 * MILLI, false);
        tally.answered(new LoadKey(6, 1_500 * MILLI), 1_501 * MILLI, false);
        tally.answered(new LoadKey(7, 1_500 * MILLI), 1_510 * MILLI, false);

        assertThat(tally.answered()).isEqualTo(2);
        assertThat(tally.latency().samples()).isEqualTo(1);
        assertThat(tally.latency().maxMillis()).isBetween(10.0, 10.01);
        assertThat(tally.perSecond()).isEqualTo(1);
    }

    @Test
    void countsDeadLettersAsAnswersWithoutLatency() {
        tally.measure(0, 1_000 * MILLI);
        tally.answered(new LoadKey(7, 0), MILLI, true);

        assertThat(tally.deadLetters()).isEqualTo(1);
        assertThat(tally.answered()).isEqualTo(1);
        assertThat(tally.latency()).isEqualTo(LatencySummary.NONE);
    }

    @Test
    void leavesOutPercentilesThatFewSamplesLieBeyond() {
        tally.measure(0, 999 * MILLI);
        for (int i = 0; i < 999; i++) {
            tally.answered(new LoadKey(7, i * MILLI), (i + 3) * MILLI, false);
        }

        LatencySummary latency = tally.latency();
        assertThat(latency.p50Millis()).isNotNull();
        assertThat(latency.p99Millis()).isNull();
        assertThat(latency.p999Millis()).isNull();
        assertThat(latency.p99OrMaxMillis()).isEqualTo(latency.maxMillis());
    }

    @Test
    void knowsTheKeysOfLoadsFromOthers() {
        LoadKey key = new LoadKey(3, -5);

        assertThat(LoadKey.of(key.bytes())).isEqualTo(key);
        assertThat(LoadKey.of(new byte[3])).isNull();
        assertThat(LoadKey.of(null)).isNull();
    }
}
