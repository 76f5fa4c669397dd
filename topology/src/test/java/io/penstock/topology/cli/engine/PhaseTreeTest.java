package io.penstock.topology.cli.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PhaseTreeTest {
    private final PhaseTree phases = new PhaseTree();

    @Test
    void countsTheStepsOfAnOutermostPhase() {
        phases.started("Building Engine", "", 4);
        phases.stepDone("Building Engine", 3);

        assertThat(phases.share()).isEqualTo(0.75);
    }

    @Test
    void aPhaseWithinAStepMovesItHalfWay() {
        phases.started("Building Engine", "", 2);
        phases.started("Tactic Selection", "Building Engine", 10);
        phases.stepDone("Tactic Selection", 5);

        assertThat(phases.share()).isEqualTo(0.125);
    }

    @Test
    void theNextPhaseMovesItHalfOfWhatIsLeft() {
        phases.started("Building Engine", "", 2);
        phases.started("Tactic Selection", "Building Engine", 10);
        phases.finished("Tactic Selection");
        phases.started("Timing graph nodes", "Building Engine", 10);
        phases.stepDone("Timing graph nodes", 10);

        assertThat(phases.share()).isEqualTo(0.375);
    }

    @Test
    void movesAtEveryStepOfARealBuildAndNeverBack() {
        List<Double> shares = new ArrayList<>();
        phases.started("Building Engine", "", 6);
        for (int outer = 1; outer <= 6; outer++) {
            for (String within : List.of("Computing profile costs", "Finding fastest algorithm")) {
                build(within, shares);
            }
            phases.stepDone("Building Engine", outer);
        }

        assertThat(shares).isSorted().hasSize(6 * 2 * 3 * 50).doesNotHaveDuplicates();
        assertThat(phases.share()).isEqualTo(1);
    }

    private void build(String name, List<Double> shares) {
        phases.started("Building engine from subgraph", "Building Engine", 3);
        for (int i = 1; i <= 3; i++) {
            phases.started(name, "Building engine from subgraph", 50);
            for (int step = 1; step <= 50; step++) {
                phases.stepDone(name, step);
                shares.add(phases.share());
            }
            phases.finished(name);
            phases.stepDone("Building engine from subgraph", i);
        }
        phases.finished("Building engine from subgraph");
    }

    @Test
    void tellsThePhaseThatBeganLast() {
        phases.started("Building Engine", "", 2);
        phases.started("Tactic Selection", "Building Engine", 10);
        phases.stepDone("Tactic Selection", 4);

        assertThat(phases.innermost()).isEqualTo("Tactic Selection 4 of 10");
        phases.finished("Tactic Selection");
        assertThat(phases.innermost()).isEqualTo("Building Engine 0 of 2");
        phases.finished("Building Engine");
        assertThat(phases.innermost()).isEmpty();
    }

    @Test
    void beginsAnewWithAnotherOutermostPhase() {
        phases.started("Building Engine", "", 2);
        phases.stepDone("Building Engine", 2);
        phases.finished("Building Engine");
        phases.started("Serialising", "", 2);

        assertThat(phases.share()).isZero();
    }

    @Test
    void aPhaseOfAnUnknownParentIsAnOutermostOne() {
        phases.started("Tactic Selection", "Building Engine", 4);
        phases.stepDone("Tactic Selection", 1);

        assertThat(phases.share()).isEqualTo(0.25);
    }

    @Test
    void ignoresStepsOfPhasesThatHaveNotBegun() {
        phases.stepDone("Tactic Selection", 1);
        phases.finished("Tactic Selection");

        assertThat(phases.isEmpty()).isTrue();
        assertThat(phases.share()).isZero();
    }
}
