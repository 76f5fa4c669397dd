package io.penstock.engine.tensorrt;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.penstock.engine.Bucket;
import io.penstock.engine.DataType;
import io.penstock.engine.EngineException;
import io.penstock.engine.EngineOptions;
import io.penstock.engine.ModelArtifact;
import io.penstock.engine.Shape;
import io.penstock.engine.Signature;
import io.penstock.engine.TensorSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlanFitTest {
    private static final TensorSpec X = new TensorSpec("x", DataType.FLOAT32, Shape.of(-1, 4));
    private static final TensorSpec Y = new TensorSpec("y", DataType.FLOAT32, Shape.of(-1, 1));
    private static final ModelArtifact MODEL =
            new ModelArtifact("m", "1", Path.of("m.onnx"), new Signature(List.of(X), List.of(Y)));

    @Test
    void acceptsTheTensorsDeclared() {
        assertThatCode(() -> PlanFit.requireSignature(MODEL, List.of(X), List.of(Y)))
                .doesNotThrowAnyException();
    }

    @Test
    void acceptsABatchThatThePlanFixes() {
        TensorSpec eight = new TensorSpec("x", DataType.FLOAT32, Shape.of(8, 4));

        assertThatCode(() -> PlanFit.requireSignature(MODEL, List.of(eight), List.of(Y)))
                .doesNotThrowAnyException();
    }

    @Test
    void namesEveryTensorThatDiffers() {
        TensorSpec half = new TensorSpec("x", DataType.FLOAT16, Shape.of(-1, 4));
        TensorSpec wide = new TensorSpec("y", DataType.FLOAT32, Shape.of(-1, 2));
        TensorSpec other = new TensorSpec("z", DataType.FLOAT32, Shape.of(-1, 2));

        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(() -> PlanFit.requireSignature(MODEL, List.of(half, other), List.of(wide)))
                .withMessage("the plan does not fit model.yaml: model=m/1:"
                        + " input x is declared as [-1,4] float32 and planned as [-1,4] float16;"
                        + " input z is not declared;"
                        + " output y is declared as [-1,1] float32 and planned as [-1,2] float32;"
                        + " build the plan again");
    }

    @Test
    void namesATensorThatIsMissing() {
        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(() -> PlanFit.requireSignature(MODEL, List.of(X), List.of()))
                .withMessage("the plan does not fit model.yaml: model=m/1: output y is not in the plan;"
                        + " build the plan again");
    }

    @Test
    void refusesABucketThatTheInputsDoNotAccept() {
        Bucket five = new Bucket("5", List.of(Shape.of(5)));

        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(() ->
                        PlanFit.requireBuckets(MODEL, new EngineOptions(8, List.of(five), 1, "fp16", 0, Map.of())))
                .withMessage(
                        "the bucket does not fit the model's inputs: bucket=5, rowShapes=[[5]], inputs=" + List.of(X));
    }
}
