package io.penstock.topology.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.topology.demo.Summary.Delivery;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SummaryTest {

    @Test
    void hasNoProblemsWhereEachRequestWasAnsweredOnce() {
        assertThat(Summaries.good().problems()).isEmpty();
    }

    @Test
    void namesEverythingThatIsNotAsItShouldBe() {
        Summary summary =
                Summaries.with(new Delivery(2_000, 999, 2, 3, List.of(Summaries.REFUSAL)), new Score(900, 999, 0.9978));
        assertThat(summary.problems())
                .containsExactly(
                        "1,001 of 2,000 requests have no result",
                        "2 results came twice",
                        "1 dead letters for 3 broken requests: [" + Summaries.REFUSAL + "]",
                        "the accuracy is 0.9009, model.yaml says 0.9978");
    }

    @Test
    void takesAnAccuracyForTheStatedOneIfItsFourDecimalsAre() {
        assertThat(new Score(449, 450, 0.9978).isAsStated()).isTrue();
        assertThat(new Score(448, 450, 0.9978).isAsStated()).isFalse();
        assertThat(new Score(0, 0, 0.9978).isAsStated()).isFalse();
    }

    @Test
    void takesALossThatThePrecisionMayCost() {
        assertThat(new Score(449, 450, 0.9978, 0.005).isGood()).isTrue();
        assertThat(new Score(447, 450, 0.9978, 0.005).isGood()).isTrue();
        assertThat(new Score(446, 450, 0.9978, 0.005).isGood()).isFalse();
        assertThat(new Score(448, 450, 0.9978).isGood()).isFalse();
    }

    @Test
    void namesTheLossThatIsAllowed() {
        Summary summary = Summaries.with(
                new Delivery(2_000, 2_000, 0, 1, List.of(Summaries.REFUSAL)), new Score(900, 1_000, 0.9978, 0.005));
        assertThat(summary.problems())
                .containsExactly("the accuracy is 0.9000, model.yaml says 0.9978, at most 0.0050 less is allowed");
    }
}
