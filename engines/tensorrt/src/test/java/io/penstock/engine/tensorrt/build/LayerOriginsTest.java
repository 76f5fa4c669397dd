package io.penstock.engine.tensorrt.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.engine.tensorrt.build.LayerOrigins.Said;
import io.penstock.workshop.onnx.OnnxGraph;
import io.penstock.workshop.onnx.OnnxNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class LayerOriginsTest {
    private static final OnnxNode CONV =
            new OnnxNode("/conv/Conv", "Conv", List.of("image", "conv.weight"), List.of("features"));
    private static final OnnxNode DENSE =
            new OnnxNode("fc", "Gemm", List.of("features", "weight", "bias"), List.of("logits"));

    private final LayerOrigins origins = new LayerOrigins(new OnnxGraph(List.of(CONV, DENSE)));

    @Test
    void believesTheMetadataBeforeTheName() {
        Said layer = new Said("fc", "[ONNX Layer: /conv/Conv]", List.of("features"));

        assertThat(origins.of(List.of(layer))).containsExactly(CONV);
    }

    @Test
    void believesTheNameOfALayerWithoutMetadata() {
        assertThat(origins.of(List.of(new Said("fc", "", List.of("(Unnamed Layer* 3) output")))))
                .containsExactly(DENSE);
    }

    @Test
    void findsTheUnnamedLayersOfANode() {
        Said convolution = new Said("/conv/Conv", "[ONNX Layer: /conv/Conv]", List.of("features"));
        Said product = new Said("fc", "[ONNX Layer: fc]", List.of("product"));
        Said bias = new Said("(Unnamed Layer* 2) [Shuffle]", "", List.of("reshaped"));
        Said sum = new Said("(Unnamed Layer* 3) [ElementWise]", "", List.of("logits"));

        assertThat(origins.of(List.of(convolution, product, bias, sum))).containsExactly(CONV, DENSE, DENSE, DENSE);
    }

    @Test
    void leavesALayerOfNoNodeAlone() {
        assertThat(origins.of(List.of(new Said("cast", "", List.of("tapped"))))).containsOnlyNulls();
    }
}
