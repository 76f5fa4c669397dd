package io.penstock.benchmarks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.penstock.schema.RegressionOutput;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgreementTest {
    private final Agreement agreement = Agreement.withTheEngine(0.01);

    @Test
    void measuresTensorsByTheirElementFarthestOff() {
        double error = agreement.error(Answered.tensor(1, 1, 1), Answered.tensor(1, 1.02f, 0.99f));

        assertThat(error).isEqualTo(0.02, within(1e-6));
        assertThat(agreement.allows(error)).isFalse();
        assertThat(agreement.allows(0.01)).isTrue();
    }

    @Test
    void measuresTensorsOfOneElementByTheMagnitudeOfAllAnswers() {
        Agreement known = agreement.over(List.of(Answered.tensor(0.001f), Answered.tensor(2)));

        assertThat(known.error(Answered.tensor(0.001f), Answered.tensor(0.011f)))
                .isEqualTo(0.01 / Math.sqrt(2), within(1e-5));
        assertThat(agreement.error(Answered.tensor(0.001f), Answered.tensor(0.011f)))
                .isEqualTo(10, within(1e-3));
    }

    @Test
    void takesNoTensorOfAnotherFormOrThatIsNotFinite() {
        assertThat(agreement.error(Answered.tensor(1, 1), Answered.tensor(1))).isInfinite();
        assertThat(agreement.error(Answered.tensor(1, 1), Answered.tensor(1, Float.NaN)))
                .isInfinite();
        assertThat(agreement.error(Answered.tensor(1), Answered.label(1))).isInfinite();
    }

    @Test
    void wantsTheSameClassFirst() {
        assertThat(agreement.error(Answered.label(3), Answered.label(3))).isZero();
        assertThat(agreement.error(Answered.label(3), Answered.label(4))).isInfinite();
    }

    @Test
    void tellsApartNeighboursThatDifferByMore() {
        assertThat(agreement.tellsApart(List.of(Answered.label(1), Answered.label(1), Answered.label(2))))
                .isEqualTo(2 / 3.0, within(1e-9));
    }

    @Test
    void wantsAnythingElseToBeEqual() {
        RegressionOutput none = new RegressionOutput(List.of());

        assertThat(agreement.error(none, new RegressionOutput(List.of()))).isZero();
        assertThat(agreement.error(none, Answered.label(0))).isInfinite();
    }
}
