package io.penstock.workshop.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.engine.DataType;
import io.penstock.engine.Shape;
import io.penstock.engine.Signature;
import io.penstock.engine.TensorSpec;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShapeNotationTest {
    private static final Signature SIGNATURE = new Signature(
            List.of(
                    new TensorSpec("ids", DataType.INT64, Shape.of(-1, -1)),
                    new TensorSpec("dense", DataType.FLOAT32, Shape.of(-1, 13))),
            List.of(new TensorSpec("y", DataType.FLOAT32, Shape.of(-1, 2))));
    private static final InputProfile IDS =
            new InputProfile("ids", List.of(1L, 16L), List.of(8L, 64L), List.of(32L, 128L));

    @Test
    void hasLeastBestAndGreatestShapeOfEveryInput() {
        PlanProfile profile = ShapeNotation.parse("a", "dense=1x13/8x13/32x13, ids=1x16/8x64/32x128");

        assertThat(profile.fittedTo(SIGNATURE).inputs())
                .containsExactly(IDS, new InputProfile("dense", List.of(1L, 13L), List.of(8L, 13L), List.of(32L, 13L)));
    }

    @Test
    void aSingleShapeIsAllThree() {
        assertThat(ShapeNotation.parse("a", "x=8x4").inputs())
                .containsExactly(new InputProfile("x", List.of(8L, 4L), List.of(8L, 4L), List.of(8L, 4L)));
    }

    @Test
    void takesInputsWithColonsAndEqualsSigns() {
        assertThat(ShapeNotation.parse("a", "in=put:0=8").inputs().get(0).input())
                .isEqualTo("in=put:0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1x4/8x4", "x4", "8x-1", "", "1/2/3/4", "8 x 4"})
    void saysHowShapesAreWritten(String shapes) {
        assertThatThrownBy(() -> ShapeNotation.parse("a", "x=" + shapes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("shapes of a profile are written as input=min/opt/max, such as"
                        + " ids=1x16/8x64/32x128: is \"");
    }

    @Test
    void refusesAProfileThatLeavesAnInputOut() {
        PlanProfile profile = new PlanProfile("a", List.of(IDS));

        assertThatThrownBy(() -> profile.fittedTo(SIGNATURE))
                .hasMessage("a profile needs shapes that fit of every input: profile=a, given=" + profile.inputs()
                        + ", inputs=" + SIGNATURE.inputs());
    }

    @Test
    void refusesShapesThatTheModelDoesNotTake() {
        assertThatThrownBy(() -> ShapeNotation.parse("a", "ids=8x16,dense=8x12").fittedTo(SIGNATURE))
                .hasMessageStartingWith("a profile needs shapes that fit of every input: profile=a");
    }

    @Test
    void refusesAnInputThatIsNotTheModels() {
        assertThatThrownBy(() -> ShapeNotation.parse("a", "ids=8x16,dense=8x13,mask=8x16")
                        .fittedTo(SIGNATURE))
                .hasMessageStartingWith("a profile needs shapes that fit of every input: profile=a");
    }
}
