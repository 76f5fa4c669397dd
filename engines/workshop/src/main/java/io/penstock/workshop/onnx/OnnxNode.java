package io.penstock.workshop.onnx;

import java.util.List;

/**
 * A node of an ONNX graph.
 *
 * @param name its name; often empty
 * @param type its operator, such as {@code Conv}
 * @param inputs the tensors it takes; an empty name is an input left out
 * @param outputs the tensors it gives
 */
public record OnnxNode(String name, String type, List<String> inputs, List<String> outputs) {
    public OnnxNode {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /** Its name, or that of its first output where it has none. */
    public String label() {
        return name.isEmpty() && !outputs.isEmpty() ? "node_of_" + outputs.get(0) : name;
    }
}
