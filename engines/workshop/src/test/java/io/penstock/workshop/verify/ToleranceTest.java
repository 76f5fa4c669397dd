package io.penstock.workshop.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ToleranceTest {
    private final Tolerance tolerance = Tolerance.of("fp16");

    @Test
    void namesEveryBoundThatIsBroken() {
        OutputErrors errors = new OutputErrors("logits", 100, 3, 1, 0.5, 0.02, 0.5, 0.25, 2);

        assertThat(tolerance.violations(errors))
                .containsExactly(
                        "logits: 2 of 100 elements are NaN or infinite where the reference is not",
                        "logits: greatest relative error is 0.500000, must be at most 0.1",
                        "logits: mean relative error is 0.0200000, must be at most 0.01",
                        "logits: cosine is 0.500000, must be at least 0.999",
                        "logits: top-1 agreement is 0.250000, must be at least 0.99");
    }

    @Test
    void hasNothingToSayOfOutputsThatKeepToIt() {
        assertThat(tolerance.violations(new OutputErrors("logits", 100, 3, 1, 0.05, 0.001, 0.9999, null, 0)))
                .isEmpty();
    }

    @Test
    void allowsHalfAPointOfAccuracy() {
        assertThat(tolerance.violation(new Accuracies(1000, 0.990, 0.9851))).isEmpty();
        assertThat(tolerance.violation(new Accuracies(1000, 0.99, 0.98)))
                .contains("accuracy: loss is 0.0100000, must be at most 0.005");
    }

    @Test
    void doesNotMindAMoreAccurateEngine() {
        assertThat(tolerance.violation(new Accuracies(1000, 0.98, 0.99))).isEmpty();
    }

    @Test
    void knowsItsPrecisions() {
        assertThatThrownBy(() -> Tolerance.of("fp8"))
                .hasMessage("no tolerance is known for this precision: precision=fp8,"
                        + " known=[bf16, fp16, fp32, int8, tf32]");
    }

    @Test
    void refusesBoundsThatCannotBe() {
        assertThatThrownBy(() -> new Tolerance(1, 1, 1.5, 1, 0)).hasMessage("minCosine must be from 0 to 1, is 1.5");
        assertThatThrownBy(() -> new Tolerance(-1, 1, 1, 1, 0))
                .hasMessage("maxRelative must be zero or positive, is -1.0");
    }
}
