package io.penstock.topology.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class StopSignalTest {
    private final StopSignal stop = new StopSignal();

    @Test
    void letsWorkGoOnUntilSomebodyAsks() {
        stop.check();
        assertThat(stop.await(Duration.ZERO)).isFalse();
        assertThat(stop.requested()).isEmpty();
    }

    @Test
    void endsWorkThatChecks() {
        stop.request(StopRequest.INTERRUPTED);
        assertThatThrownBy(stop::check)
                .isExactlyInstanceOf(StoppedException.class)
                .hasMessage("interrupted");
    }

    @Test
    void endsWorkThatPauses() {
        stop.request(StopRequest.TERMINATED);
        assertThatThrownBy(() -> stop.pause(Duration.ofHours(1)))
                .isExactlyInstanceOf(StoppedException.class)
                .hasMessage("terminated");
    }

    @Test
    void remembersWhoAskedFirst() {
        assertThat(stop.request(StopRequest.INTERRUPTED)).isTrue();
        assertThat(stop.request(StopRequest.TERMINATED)).isFalse();
        assertThat(stop.requested()).contains(StopRequest.INTERRUPTED);
    }
}
