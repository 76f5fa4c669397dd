package io.penstock.workshop.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.PenstockException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxGraphTest {
    private static final Path DIGITS = Path.of(System.getProperty("penstock.models"), "digits", "1", "model.onnx");

    private final Path folder;

    OnnxGraphTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void readsTheNodesInTheOrderOfExecution() {
        OnnxGraph graph = OnnxGraph.read(DIGITS);

        assertThat(graph.nodes()).isNotEmpty();
        assertThat(graph.nodes().get(0).inputs()).contains("image");
        assertThat(graph.nodes().get(graph.nodes().size() - 1).outputs()).contains("logits");
        assertThat(graph.nodes()).extracting(OnnxNode::type).contains("Conv");
    }

    @Test
    void hearsTensorsInACopy() throws IOException {
        Path model = Files.copy(DIGITS, folder.resolve("model.onnx"));
        OnnxGraph before = OnnxGraph.read(model);
        String tensor = before.nodes().get(0).outputs().get(0);

        OnnxGraph after = OnnxGraph.read(TappedModel.write(model, List.of(tensor)));

        assertThat(after.nodes()).startsWith(before.nodes().toArray(OnnxNode[]::new));
        assertThat(after.nodes())
                .last()
                .isEqualTo(new OnnxNode("penstock_tap_0", "Flatten", List.of(tensor), List.of("penstock_tap_0")));
    }

    @Test
    void saysWhichFileIsNoModel() throws IOException {
        Path file = Files.writeString(folder.resolve("text.onnx"), "not a model");

        assertThatThrownBy(() -> OnnxGraph.read(file))
                .isInstanceOf(PenstockException.class)
                .hasMessageStartingWith("cannot read the nodes of an ONNX file: file=" + file + ": ");
    }
}
