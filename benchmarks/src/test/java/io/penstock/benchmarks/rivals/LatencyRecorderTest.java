package io.penstock.benchmarks.rivals;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LatencyRecorderTest {
    @Test
    void tellsTheSlowestOfEachSecond() {
        LatencyRecorder recorder = new LatencyRecorder(2.5);

        recorder.answered(0.9, 4_000_000);
        recorder.answered(0.1, 3_000_000);
        recorder.answered(2.49, 250_000_000);

        assertThat(recorder.maxMillisBySecond()).containsExactly(4.0, 0.0, 250.0);
        assertThat(recorder.maxMillis()).isEqualTo(250.0);
        assertThat(recorder.answers()).isEqualTo(3);
        assertThat(recorder.percentileMillis(50)).isBetween(4.0, 4.01);
    }

    @Test
    void countsARequestAtTheVeryEndInTheLastSecond() {
        LatencyRecorder recorder = new LatencyRecorder(2);

        recorder.answered(2.0000001, 1_000_000);

        assertThat(recorder.maxMillisBySecond()).containsExactly(0.0, 1.0);
    }
}
