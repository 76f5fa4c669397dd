package io.penstock.topology.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class CountedTest {

    @Test
    void countsOneAndMany() {
        assertThat(Counted.of(1, "request")).isEqualTo("1 request");
        assertThat(Counted.of(0, "request")).isEqualTo("0 requests");
        assertThat(Counted.of(2_000, "request")).isEqualTo("2,000 requests");
    }

    @Test
    void readsDurationsWithTheirUnits() {
        assertThat(new Durations().convert("250ms")).isEqualTo(Duration.ofMillis(250));
        assertThat(new Durations().convert("2h")).isEqualTo(Duration.ofHours(2));
    }
}
