package io.penstock.workshop.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.penstock.engine.DataType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class OutputComparisonTest {
    private final OutputComparison comparison = new OutputComparison("logits", true);

    @Test
    void findsNoErrorBetweenEqualRows() {
        add(row(1, 2, 3), row(1, 2, 3));

        assertThat(comparison.errors()).isEqualTo(new OutputErrors("logits", 3, 0, 0, 0, 0, 1, 1.0, 0));
    }

    @Test
    void measuresAbsoluteErrors() {
        add(row(1, 2), row(1.5f, 2));

        OutputErrors errors = comparison.errors();
        assertThat(errors.maxAbsolute()).isEqualTo(0.5);
        assertThat(errors.meanAbsolute()).isEqualTo(0.25);
    }

    @Test
    void measuresErrorsNearZeroByTheRowsMagnitude() {
        add(row(0, 3, 4, 5), row(0.5f, 3, 4, 5));

        double rootMeanSquare = Math.sqrt(50.0 / 4);
        assertThat(comparison.errors().maxRelative()).isCloseTo(0.5 / rootMeanSquare, within(1e-12));
    }

    @Test
    void measuresLargeElementsByThemselves() {
        add(row(0, 0, 0, 10), row(0, 0, 0, 11));

        assertThat(comparison.errors().maxRelative()).isCloseTo(0.1, within(1e-12));
    }

    @Test
    void measuresRowsOfOneElementByTheMagnitudeOfAllRows() {
        add(row(0.001f), row(0.021f));
        add(row(2), row(2));

        double rootMeanSquare = Math.sqrt((0.001f * 0.001f + 4.0) / 2);
        assertThat(comparison.errors().maxRelative()).isCloseTo(0.02 / rootMeanSquare, within(1e-6));
    }

    @Test
    void takesTheCosineOverAllRows() {
        add(row(1, 0), row(1, 0));
        add(row(0, 1), row(1, 0));

        assertThat(comparison.errors().cosine()).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void countsTheRowsThatAgreeOnTheGreatest() {
        add(row(1, 2), row(3, 4));
        add(row(1, 2), row(4, 3));

        assertThat(comparison.errors().top1Agreement()).isEqualTo(0.5);
    }

    @Test
    void countsWhatIsNotFiniteWithoutAveragingIt() {
        add(row(1, 2, Float.NaN), row(Float.NaN, 2, Float.NaN));

        OutputErrors errors = comparison.errors();
        assertThat(errors.notFinite()).isEqualTo(1);
        assertThat(errors.meanAbsolute()).isZero();
    }

    @Test
    void twoZeroOutputsAreAlike() {
        add(row(0, 0), row(0, 0));

        assertThat(comparison.errors().cosine()).isEqualTo(1);
    }

    @Test
    void hasNoErrorsBeforeARow() {
        assertThatThrownBy(comparison::errors).hasMessage("nothing was compared: output=logits");
    }

    private void add(ByteBuffer reference, ByteBuffer candidate) {
        comparison.addRow(
                reference, DataType.FLOAT32, candidate, DataType.FLOAT32, 0, reference.capacity() / Float.BYTES);
    }

    private static ByteBuffer row(float... values) {
        ByteBuffer row = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.nativeOrder());
        row.asFloatBuffer().put(values);
        return row;
    }
}
