package io.penstock.workshop.analyze;

import io.penstock.workshop.onnx.OnnxGraph;
import io.penstock.workshop.onnx.OnnxNode;
import io.penstock.workshop.verify.OutputErrors;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Ranks layers by the error that each adds to what reaches it. Immutable and thread-safe. */
public final class LayerRanking {
    /** The operators that are heard: those that compute in the plan's precision and give real numbers. */
    private static final Set<String> HEARD = Set.of(
            "Conv",
            "ConvTranspose",
            "Gemm",
            "MatMul",
            "BatchNormalization",
            "LayerNormalization",
            "InstanceNormalization",
            "Softmax",
            "Relu",
            "LeakyRelu",
            "PRelu",
            "Elu",
            "Gelu",
            "Sigmoid",
            "HardSwish",
            "Tanh",
            "Erf",
            "AveragePool",
            "GlobalAveragePool");

    private final Map<String, OnnxNode> producers = new HashMap<>();
    private final List<OnnxNode> heard;

    public LayerRanking(OnnxGraph graph) {
        graph.nodes().forEach(node -> node.outputs().forEach(output -> producers.put(output, node)));
        heard = graph.nodes().stream()
                .filter(node -> HEARD.contains(node.type()) && !node.outputs().isEmpty())
                .toList();
    }

    /** The tensors to compare, in the order of execution. */
    public List<String> tensors() {
        return heard.stream().map(node -> node.outputs().get(0)).toList();
    }

    /**
     * The layers, the costliest first.
     *
     * @param errors what was found for each of {@link #tensors}, in their order
     */
    public List<LayerLoss> rank(List<OutputErrors> errors) {
        Map<String, Double> found = new HashMap<>();
        for (int i = 0; i < heard.size(); i++) {
            found.put(heard.get(i).outputs().get(0), errors.get(i).meanRelative());
        }
        return heard.stream()
                .map(node -> loss(node, found))
                .sorted(Comparator.comparingDouble(LayerLoss::added).reversed())
                .toList();
    }

    private LayerLoss loss(OnnxNode node, Map<String, Double> found) {
        double own = found.getOrDefault(node.outputs().get(0), 0.0);
        double before = 0;
        for (String input : heardBefore(node, found.keySet())) {
            before = Math.max(before, found.getOrDefault(input, 0.0));
        }
        return new LayerLoss(node.label(), node.type(), own, Math.max(0, own - before));
    }

    private Set<String> heardBefore(OnnxNode node, Set<String> known) {
        Set<String> reached = new HashSet<>();
        Set<String> seen = new HashSet<>();
        List<String> open = new ArrayList<>(node.inputs());
        while (!open.isEmpty()) {
            String tensor = open.remove(open.size() - 1);
            OnnxNode producer = producers.get(tensor);
            if (known.contains(tensor)) {
                reached.add(tensor);
            } else if (producer != null && seen.add(tensor)) {
                open.addAll(producer.inputs());
            }
        }
        return reached;
    }
}
