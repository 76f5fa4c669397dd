package io.penstock.engine.tensorrt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GraphSizesTest {
    @Test
    void doublesInTwoStepsUpToTheMaximum() {
        assertThat(GraphSizes.upTo(64).sizes()).containsExactly(1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64);
    }

    @Test
    void hasTheMaximumItself() {
        assertThat(GraphSizes.upTo(20).sizes()).containsExactly(1, 2, 3, 4, 6, 8, 12, 16, 20);
        assertThat(GraphSizes.upTo(1).sizes()).containsExactly(1);
        assertThat(GraphSizes.upTo(3).sizes()).containsExactly(1, 2, 3);
    }

    @ParameterizedTest
    @CsvSource({"1,1", "2,4", "4,4", "5,16", "16,16"})
    void padsUpToTheNextSize(int rows, int padded) {
        assertThat(new GraphSizes(List.of(16, 1, 4)).atLeast(rows)).hasValue(padded);
    }

    @Test
    void padsNothingBeyondTheLastSize() {
        assertThat(new GraphSizes(List.of(1, 4)).atLeast(5)).isEqualTo(OptionalInt.empty());
        assertThat(GraphSizes.NONE.atLeast(1)).isEqualTo(OptionalInt.empty());
    }

    @Test
    void leavesOutWhatIsOverTheMaximum() {
        assertThat(new GraphSizes(List.of(1, 8, 64)).within(16).sizes()).containsExactly(1, 8);
    }

    @Test
    void refusesASizeWithoutRows() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GraphSizes(List.of(0, 4)))
                .withMessage("a graph has at least one row: sizes=[0, 4]");
    }
}
