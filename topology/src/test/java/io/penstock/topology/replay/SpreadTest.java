package io.penstock.topology.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SpreadTest {
    private static Spread spread(DoubleStream differences) {
        SpreadCounter counter = new SpreadCounter();
        differences.forEach(counter::add);
        return counter.spread();
    }

    @Test
    void takesQuantilesByRank() {
        Spread spread = spread(IntStream.rangeClosed(1, 200).mapToDouble(i -> 201 - i));

        assertThat(spread.p50()).isCloseTo(100, withinPercentage(1));
        assertThat(spread.p90()).isCloseTo(180, withinPercentage(1));
        assertThat(spread.p99()).isCloseTo(198, withinPercentage(1));
        assertThat(spread.max()).isEqualTo(200);
    }

    @Test
    void keepsNothingAndTheInfiniteApart() {
        Spread spread = spread(DoubleStream.of(0, 0, 0, 1e-30, Double.POSITIVE_INFINITY));

        assertThat(spread.p50()).isZero();
        assertThat(spread.p90()).isInfinite();
        assertThat(spread(DoubleStream.of(0, 1e-30)).p99()).isEqualTo(1e-30);
    }

    @Test
    void countsByPowersOfTen() {
        Spread spread = spread(DoubleStream.of(0, 0, 1e-6, 2e-6, 0.5, 1, 7, Double.POSITIVE_INFINITY));

        assertThat(spread.histogram())
                .containsExactly(
                        new Spread.Bin(0, 2),
                        new Spread.Bin(1e-6, 1),
                        new Spread.Bin(1e-5, 1),
                        new Spread.Bin(1e-4, 0),
                        new Spread.Bin(1e-3, 0),
                        new Spread.Bin(1e-2, 0),
                        new Spread.Bin(1e-1, 0),
                        new Spread.Bin(1, 2),
                        new Spread.Bin(Double.POSITIVE_INFINITY, 2));
    }

    @Test
    void isZeroOfNothing() {
        assertThat(spread(DoubleStream.empty()).max()).isZero();
    }
}
