package io.penstock.topology.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class DistributionTest {
    private final Distribution hundred =
            Distribution.ofMicros(LongStream.rangeClosed(1, 100).map(i -> (101 - i) * 1_000));

    @Test
    void findsPercentiles() {
        assertThat(hundred.percentileMillis(50)).isEqualTo(50);
        assertThat(hundred.percentileMillis(99)).isEqualTo(99);
        assertThat(hundred.percentileMillis(100)).isEqualTo(100);
        assertThat(hundred.percentileMillis(0)).isEqualTo(1);
    }

    @Test
    void countsWhatIsAboveTheHistogramInItsLastBin() {
        assertThat(hundred.histogram(4, 80)).containsExactly(19, 20, 20, 41);
    }

    @Test
    void hasNoPercentilesWithoutDurations() {
        Distribution none = Distribution.ofMicros(LongStream.empty());
        assertThat(none.percentileMillis(99)).isZero();
        assertThat(none.count()).isZero();
    }
}
