package io.penstock.topology.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PlanTest {

    @Test
    void sendsEveryImageEquallyOftenInEachPhase() {
        assertThat(Plan.of(9_000, 450)).isEqualTo(new Plan(450, 2, 12, 6));
        assertThat(Plan.of(1_350, 450)).isEqualTo(new Plan(450, 1, 1, 1));
    }

    @Test
    void numbersThePhasesRequestsWithoutAGap() {
        Plan plan = Plan.of(4_500, 450);
        assertThat(plan.fullSpeedPhase().first()).isEqualTo(plan.warmUpPhase().end());
        assertThat(plan.steadyPhase(100).first())
                .isEqualTo(plan.fullSpeedPhase().end());
        assertThat(plan.steadyPhase(100).end()).isEqualTo(4_500).isEqualTo(plan.requests());
    }

    @Test
    void takesLatenciesAtHalfOfWhatIsPossible() {
        assertThat(Plan.of(9_000, 450).steadyPhase(601).perSecond()).isEqualTo(300);
    }

    @Test
    void takesLatenciesForSomeSecondsAtLeast() {
        assertThat(Plan.of(9_000, 450).steadyPhase(1e6).perSecond()).isEqualTo(900);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 449, 450, 900, 1_351})
    void rejectsWhatCannotBeDivided(int requests) {
        assertThatThrownBy(() -> Plan.of(requests, 450))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "must be a multiple of 450, the number of held-out images, and at least 1350, is " + requests);
    }

    @Test
    void spreadsTheRequestsOfASteadyPhaseEvenly() {
        Phase phase = new Phase("steady", 100, 50, 200);
        assertThat(phase.dueNanos(100)).isZero();
        assertThat(phase.dueNanos(103)).isEqualTo(15_000_000);
    }

    @Test
    void makesEveryRequestOfFullSpeedDueAtOnce() {
        assertThat(new Phase("full", 0, 50, Phase.FULL_SPEED).dueNanos(49)).isZero();
    }
}
