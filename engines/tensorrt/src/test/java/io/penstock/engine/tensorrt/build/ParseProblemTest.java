package io.penstock.engine.tensorrt.build;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ParseProblemTest {
    @Test
    void namesNodeOperatorAndTheWayOut() {
        ParseProblem problem =
                new ParseProblem("kUNSUPPORTED_NODE", "/head/Foo", "Foo", "No importer registered for op: Foo. ");

        assertThat(problem.message())
                .isEqualTo("node /head/Foo (Foo): No importer registered for op: Foo. [unsupported_node];"
                        + " give a library that has the operator as a plugin (--plugin lib.so), or export the model"
                        + " with operators that TensorRT has, such as with another opset");
    }

    @Test
    void blamesNoNodeForABrokenFile() {
        assertThat(new ParseProblem("kMODEL_DESERIALIZE_FAILED", "#-1", "", "Failed to parse").message())
                .isEqualTo("Failed to parse [model_deserialize_failed];"
                        + " check that the file is a whole ONNX model with its external data beside it");
    }

    @Test
    void pointsToTheLogWhereItKnowsNoBetter() {
        assertThat(new ParseProblem("kINTERNAL_ERROR", "n", "Conv", "oops").message())
                .isEqualTo("node n (Conv): oops [internal_error]; TensorRT's log has more (--verbose)");
    }
}
