package io.penstock.benchmarks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SteadyStateTest {

    @Test
    void leavesOutTheFirstFifthAndTheLastTenth() {
        // one a millisecond, but for a slow start and a slow end
        long[] appended = LongStream.rangeClosed(0, 1_000)
                .map(i -> i < 100 ? i - 9_000 : i > 950 ? i + 9_000 : i)
                .toArray();

        assertThat(SteadyState.perSecond(appended)).isEqualTo(1_000);
        assertThat(SteadyState.seconds(appended)).isEqualTo(0.7);
    }

    @Test
    void takesTheTimesInAnyOrder() {
        long[] appended = LongStream.rangeClosed(0, 1_000).map(i -> 1_000 - i).toArray();

        assertThat(SteadyState.perSecond(appended)).isEqualTo(1_000);
    }

    @Test
    void countsTheCpuOfTheSamePart() {
        List<Observation> observations = List.of(
                new Observation(0, 0),
                new Observation(20, 9_000_000),
                new Observation(60, 9_400_000),
                new Observation(90, 9_700_000),
                new Observation(100, 99_000_000));

        assertThat(SteadyState.cpuMicros(observations)).isEqualTo(10);
    }

    @Test
    void countsAllOfARunThatCommittedOnceInBetween() {
        List<Observation> observations = List.of(
                new Observation(0, 0),
                new Observation(50, 1_000),
                new Observation(50, 300_000),
                new Observation(100, 500_000));

        assertThat(SteadyState.cpuMicros(observations)).isEqualTo(5);
    }

    @Test
    void countsNoCpuOfWhatIsNotCommittedYet() {
        List<Observation> observations = List.of(
                new Observation(0, 0),
                new Observation(20, 200_000),
                new Observation(20, 390_000),
                new Observation(40, 400_000),
                new Observation(60, 600_000),
                new Observation(60, 790_000),
                new Observation(100, 1_000_000));

        assertThat(SteadyState.cpuMicros(observations)).isEqualTo(10);
    }

    @Test
    void countsAllOfAShortRun() {
        List<Observation> observations = List.of(new Observation(0, 0), new Observation(100, 500_000));

        assertThat(SteadyState.cpuMicros(observations)).isEqualTo(5);
    }
}
