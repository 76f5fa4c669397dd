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
            new OnnxNode("fc", "Gemm", List.of("features", "weight", "bias"), List.of("dense"));
    private static final OnnxNode DROPOUT = new OnnxNode("drop", "Dropout", List.of("dense"), List.of("kept"));
    private static final OnnxNode TIED = new OnnxNode("tied", "MatMul", List.of("kept", "weight"), List.of("logits"));

    private final LayerOrigins origins = new LayerOrigins(new OnnxGraph(List.of(CONV, DENSE, DROPOUT, TIED)));

    @Test
    void believesTheMetadataBeforeTheName() {
        assertThat(of(layer("fc", "[ONNX Layer: /conv/Conv]", "features"))).containsExactly(List.of(CONV));
    }

    @Test
    void believesTheNameOfALayerWithoutMetadata() {
        assertThat(of(layer("fc", "", "(Unnamed Layer* 3) output"))).containsExactly(List.of(DENSE));
    }

    @Test
    void findsTheUnnamedLayersOfANode() {
        Said convolution = layer("/conv/Conv", "[ONNX Layer: /conv/Conv]", "features");
        Said product = layer("fc", "[ONNX Layer: fc]", "product");
        Said bias = layer("(Unnamed Layer* 2) [Shuffle]", "", "reshaped");
        Said sum = layer("(Unnamed Layer* 3) [ElementWise]", "", "dense");

        assertThat(of(convolution, product, bias, sum))
                .containsExactly(List.of(CONV), List.of(DENSE), List.of(DENSE), List.of(DENSE));
    }

    @Test
    void looksBehindANodeThatAddsNoLayer() {
        Said product = layer("fc", "[ONNX Layer: fc]", "product");
        Said sum = layer("(Unnamed Layer* 3) [ElementWise]", "", "kept");

        assertThat(of(product, sum)).containsExactly(List.of(DENSE), List.of(DENSE));
    }

    @Test
    void stopsAtANodeThatDoesAddOne() {
        Said dropout = layer("drop", "[ONNX Layer: drop]", "dropped");
        Said after = layer("(Unnamed Layer* 3) [Identity]", "", "kept");

        assertThat(of(dropout, after)).containsExactly(List.of(DROPOUT), List.of(DROPOUT));
    }

    @Test
    void givesAConstantToAllNodesThatTakeIt() {
        Said weight = new Said("weight", "", List.of("(Unnamed Layer* 0) [Constant]_output"), true);

        assertThat(of(weight)).containsExactly(List.of(DENSE, TIED));
    }

    @Test
    void knowsANodeOfAGraphInsideTheModelByItsNameOnly() {
        Said inner = layer("/loop/body/Mul", "[ONNX Layer: /loop/body/Mul]", "inner");
        Said product = layer("fc", "[ONNX Layer: fc]", "product");

        assertThat(of(inner, product))
                .containsExactly(
                        List.of(new OnnxNode("/loop/body/Mul", "", List.of(), List.of("inner"))), List.of(DENSE));
    }

    @Test
    void leavesALayerOfNoNodeAlone() {
        assertThat(of(layer("cast", "", "tapped"))).containsExactly(List.of());
    }

    private List<List<OnnxNode>> of(Said... layers) {
        return origins.of(List.of(layers));
    }

    private static Said layer(String name, String metadata, String output) {
        return new Said(name, metadata, List.of(output), false);
    }
}
