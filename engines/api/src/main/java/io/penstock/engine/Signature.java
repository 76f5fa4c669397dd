package io.penstock.engine;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The inputs and outputs of a model, each in the model's own order; a session's buffers are indexed in this order.
 *
 * @param inputs at least one input
 * @param outputs at least one output
 */
public record Signature(List<TensorSpec> inputs, List<TensorSpec> outputs) {
    public Signature {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        if (inputs.isEmpty() || outputs.isEmpty()) {
            throw new IllegalArgumentException(
                    "a model has at least one input and one output: inputs=" + inputs + ", outputs=" + outputs);
        }
    }

    /**
     * The position of the input of this name.
     *
     * @throws IllegalArgumentException if there is none; the message lists those there are
     */
    public int inputIndex(String name) {
        return indexOf(inputs, name, "input");
    }

    /**
     * The position of the output of this name.
     *
     * @throws IllegalArgumentException if there is none; the message lists those there are
     */
    public int outputIndex(String name) {
        return indexOf(outputs, name, "output");
    }

    private static int indexOf(List<TensorSpec> specs, String name, String kind) {
        for (int i = 0; i < specs.size(); i++) {
            if (specs.get(i).name().equals(name)) {
                return i;
            }
        }
        throw new IllegalArgumentException("the model has no such " + kind + ": name=" + name + ", " + kind + "s="
                + specs.stream().map(TensorSpec::name).collect(Collectors.joining(", ")));
    }
}
