package io.penstock.workshop.analyze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.penstock.workshop.onnx.OnnxGraph;
import io.penstock.workshop.onnx.OnnxNode;
import io.penstock.workshop.verify.OutputErrors;
import java.util.List;
import org.junit.jupiter.api.Test;

class LayerRankingTest {
    private final LayerRanking ranking = new LayerRanking(new OnnxGraph(List.of(
            new OnnxNode("first", "Conv", List.of("x", "w"), List.of("a")),
            new OnnxNode("shape", "Reshape", List.of("a", "s"), List.of("b")),
            new OnnxNode("bad", "Gemm", List.of("b"), List.of("c")),
            new OnnxNode("", "Relu", List.of("c"), List.of("d")))));

    @Test
    void hearsLayersThatCompute() {
        assertThat(ranking.tensors()).containsExactly("a", "c", "d");
    }

    @Test
    void putsFirstWhoAddsTheMostToWhatReachesIt() {
        List<LayerLoss> losses = ranking.rank(List.of(errors(0.02), errors(0.3), errors(0.31)));

        assertThat(losses).extracting(LayerLoss::node).containsExactly("bad", "first", "node_of_d");
        assertThat(losses.get(0).added()).isCloseTo(0.28, within(1e-12));
        assertThat(losses.get(2).meanRelative()).isEqualTo(0.31);
    }

    @Test
    void aLayerThatHealsAddsNothing() {
        List<LayerLoss> losses = ranking.rank(List.of(errors(0.5), errors(0.1), errors(0.1)));

        assertThat(losses.get(0).node()).isEqualTo("first");
        assertThat(losses.get(1).added()).isZero();
    }

    private static OutputErrors errors(double meanRelative) {
        return new OutputErrors("tap", 1, 0, 0, meanRelative, meanRelative, 1, null, 0);
    }
}
