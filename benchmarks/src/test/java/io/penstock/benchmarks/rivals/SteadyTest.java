package io.penstock.benchmarks.rivals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SteadyTest {

    @Test
    void countsBetweenTheFirstFifthAndTheLastTenth() {
        long[] appended = LongStream.range(0, 1_000).toArray(); // one answer a millisecond
        List<Observation> observations = List.of(
                new Observation(100, 0, 0),
                new Observation(299, 1_000_000, 10_000),
                new Observation(699, 3_000_000, 50_000),
                new Observation(950, 900_000_000, 900_000));

        Steady steady = Steady.of(appended, observations);

        assertThat(steady).isEqualTo(new Steady(0.4, 1_000, 5, 100));
    }

    @Test
    void countsAnswersOfTheSameMillisecondOnce() {
        long[] appended = {10, 10, 10, 20, 20, 30, 30, 30, 40, 50};
        List<Observation> observations =
                List.of(new Observation(10, 0, 0), new Observation(20, 2_000, 20), new Observation(30, 5_000, 50));

        assertThat(Steady.of(appended, observations)).isEqualTo(new Steady(0.02, 250, 1, 10));
    }

    @Test
    void refusesARoundInWhichNothingCame() {
        assertThatThrownBy(() -> Steady.of(new long[0], List.of(new Observation(1, 0, 0), new Observation(2, 0, 0))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the round was too short: answers=0; give it more --seconds");
    }
}
