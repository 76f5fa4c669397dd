package io.penstock.workshop.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RunProfileTest {
    @Test
    void leavesTheHostWhatTheDeviceDoesNotAccountFor() {
        RunProfile profile = new RunProfile(8, 5_000_000, 1_000, 0.1, 0.5, 0.05, 0.01, 0.7);

        assertThat(profile.hostMillis()).isCloseTo(0.09, within(1e-9));
        assertThat(profile.copyInGigabytesPerSecond()).isEqualTo(50);
        assertThat(profile.copyOutGigabytesPerSecond()).isEqualTo(0.1);
    }

    @Test
    void hasNoRateOfNoCopy() {
        assertThat(new RunProfile(1, 8, 8, 0, 0.5, 0, 0, 0.4).copyInGigabytesPerSecond())
                .isZero();
    }
}
