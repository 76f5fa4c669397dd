package io.penstock.workshop.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LatenciesTest {
    private final Latencies latencies = new Latencies();

    @Test
    void takesTheNearestRank() {
        for (int i = 100; i >= 1; i--) {
            latencies.add(i * 1_000_000L);
        }

        assertThat(latencies.percentilesMillis(0.5, 0.9, 0.99, 1)).containsExactly(50, 90, 99, 100);
    }

    @Test
    void oneRunIsItsOwnTail() {
        latencies.add(500_000);

        assertThat(latencies.percentilesMillis(0.5, 0.99)).containsExactly(0.5, 0.5);
    }

    @Test
    void growsAsFarAsNeeded() {
        for (int i = 0; i < 200_000; i++) {
            latencies.add(i);
        }

        assertThat(latencies.size()).isEqualTo(200_000);
    }

    @Test
    void hasNoPercentilesOfNothing() {
        assertThatThrownBy(() -> latencies.percentilesMillis(0.5)).hasMessage("no run was measured");
    }
}
