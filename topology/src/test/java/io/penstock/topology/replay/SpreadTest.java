package io.penstock.topology.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SpreadTest {
    @Test
    void takesQuantilesByRank() {
        Spread spread = Spread.of(
                IntStream.rangeClosed(1, 200).mapToDouble(i -> 201 - i).toArray());

        assertThat(spread.p50()).isEqualTo(100);
        assertThat(spread.p90()).isEqualTo(180);
        assertThat(spread.p99()).isEqualTo(198);
        assertThat(spread.max()).isEqualTo(200);
    }

    @Test
    void countsByPowersOfTen() {
        Spread spread = Spread.of(new double[] {0, 0, 1e-6, 2e-6, 0.5, 1, 7, Double.POSITIVE_INFINITY});

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
        assertThat(Spread.of(new double[0]).max()).isZero();
    }
}
