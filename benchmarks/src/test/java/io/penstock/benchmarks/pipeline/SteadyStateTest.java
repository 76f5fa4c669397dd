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
        List<Observation> observations =
                List.of(at(0, 0), at(20, 9_000_000), at(60, 9_400_000), at(90, 9_700_000), at(100, 99_000_000));

        assertThat(SteadyState.cpuMicros(observations)).isEqualTo(10);
    }

    @Test
    void countsAllOfARunThatCommittedOnceInBetween() {
        List<Observation> observations = List.of(at(0, 0), at(50, 1_000), at(50, 300_000), at(100, 500_000));

        assertThat(SteadyState.cpuMicros(observations)).isEqualTo(5);
    }

    @Test
    void countsNoCpuOfWhatIsNotCommittedYet() {
        List<Observation> observations = List.of(
                at(0, 0),
                at(20, 200_000),
                at(20, 390_000),
                at(40, 400_000),
                at(60, 600_000),
                at(60, 790_000),
                at(100, 1_000_000));

        assertThat(SteadyState.cpuMicros(observations)).isEqualTo(10);
    }

    @Test
    void countsAllOfAShortRun() {
        List<Observation> observations = List.of(at(0, 0), at(100, 500_000));

        assertThat(SteadyState.cpuMicros(observations)).isEqualTo(5);
    }

    @Test
    void countsTheSessionsThatComputeInTheSamePart() {
        List<Observation> observations = List.of(
                new Observation(0, 0, 0, 0),
                new Observation(20, 1_000, 0, 100),
                new Observation(50, 2_000, 0, 3_900),
                new Observation(90, 5_000, 0, 11_900),
                new Observation(100, 9_000, 0, 12_000));

        assertThat(SteadyState.sessionsComputing(observations)).isEqualTo(2.95);
    }

    private static Observation at(long committed, long cpuNanos) {
        return new Observation(committed, 0, cpuNanos, 0);
    }
}
