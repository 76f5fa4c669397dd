package io.penstock.engine.tensorrt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.penstock.FailureCategory;
import io.penstock.engine.Bucket;
import io.penstock.engine.EngineException;
import io.penstock.engine.EngineOptions;
import io.penstock.engine.Shape;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TensorRtOptionsTest {
    @Test
    void capturesGraphsUpToTheMaximumByDefault() {
        assertThat(parse(Map.of()).graphSizes().sizes()).containsExactly(1, 2, 3, 4, 6, 8);
    }

    @Test
    void capturesTheSizesAskedForWithinTheMaximum() {
        assertThat(parse(Map.of("graphSizes", "8, 1,64")).graphSizes().sizes()).containsExactly(1, 8);
    }

    @Test
    void capturesNothingWhereNoneIsAskedFor() {
        assertThat(parse(Map.of("graphSizes", "none")).graphSizes()).isEqualTo(GraphSizes.NONE);
    }

    @Test
    void leavesThePlansPropertiesToThePlans() {
        assertThat(parse(Map.of("plans", "/plans")).graphSizes().sizes()).isNotEmpty();
    }

    @Test
    void namesEveryProblem() {
        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(() -> parse(Map.of("graphSize", "1", "colour", "red", "graphSizes", "1,x")))
                .withMessage("options of TensorRT: colour: unknown, known are graphSizes, plans;"
                        + " graphSize: unknown, did you mean graphSizes?;"
                        + " graphSizes: must be batch sizes such as 1,8,64, or none, is 1,x")
                .satisfies(e -> assertThat(e.category()).isEqualTo(FailureCategory.FATAL));
    }

    private static TensorRtOptions parse(Map<String, String> properties) {
        Bucket bucket = new Bucket("fixed", List.of(Shape.of(1)));
        return TensorRtOptions.parse(new EngineOptions(8, List.of(bucket), 1, "fp16", 0, properties), Set.of("plans"));
    }
}
