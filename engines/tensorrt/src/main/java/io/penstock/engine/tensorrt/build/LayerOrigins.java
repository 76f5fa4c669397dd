package io.penstock.engine.tensorrt.build;

import io.penstock.workshop.onnx.OnnxGraph;
import io.penstock.workshop.onnx.OnnxNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.bytedeco.tensorrt.global.nvinfer.LayerType;
import org.bytedeco.tensorrt.nvinfer.ILayer;
import org.jspecify.annotations.Nullable;

/**
 * Which node of the model each layer of a network was made of. The parser makes several layers of some nodes and says
 * the node of the first alone: of a {@code Gemm} the product knows it, the sum with the bias only writes the node's
 * output. So a layer that says nothing belongs to the node of the next one that does, in the network's order. A constant
 * belongs to every node that takes it.
 */
final class LayerOrigins {
    private static final String METADATA = "[ONNX Layer: ";
    /** The parser may make no layer of them, and then their output's name is that of what came before. */
    private static final Set<String> PASSING =
            Set.of("Dropout", "Identity", "Cast", "Flatten", "Reshape", "Squeeze", "Unsqueeze");

    private final Map<String, OnnxNode> byLabel = new HashMap<>();
    private final Map<String, OnnxNode> byOutput = new HashMap<>();
    private final Map<String, List<OnnxNode>> byInput = new HashMap<>();

    LayerOrigins(OnnxGraph graph) {
        for (OnnxNode node : graph.nodes()) {
            byLabel.put(node.label(), node);
            node.outputs().forEach(output -> byOutput.put(output, node));
            node.inputs().forEach(input -> byInput.computeIfAbsent(input, name -> new ArrayList<>())
                    .add(node));
        }
    }

    /**
     * What a layer says of itself.
     *
     * @param name its name
     * @param metadata what the parser left with it
     * @param outputs the tensors that it writes
     * @param constant whether it is one of the model's constants
     */
    record Said(String name, String metadata, List<String> outputs, boolean constant) {
        Said {
            outputs = List.copyOf(outputs);
        }

        static Said of(ILayer layer) {
            List<String> outputs = IntStream.range(0, layer.getNbOutputs())
                    .mapToObj(output -> orEmpty(layer.getOutput(output).getName()))
                    .toList();
            return new Said(
                    orEmpty(layer.getName()),
                    orEmpty(layer.getMetadata()),
                    outputs,
                    layer.getType().intern() == LayerType.kCONSTANT);
        }

        private static String orEmpty(@Nullable String text) {
            return text == null ? "" : text;
        }
    }

    /** The nodes of each layer, in the order of a network's layers: mostly one, none where nothing tells. */
    List<List<OnnxNode>> of(List<Said> layers) {
        Set<String> made = new HashSet<>();
        layers.forEach(layer -> made.add(label(layer)));
        List<List<OnnxNode>> origins = new ArrayList<>();
        layers.forEach(layer -> origins.add(said(layer, made)));
        for (int layer = origins.size() - 2; layer >= 0; layer--) {
            if (origins.get(layer).isEmpty()) {
                origins.set(layer, origins.get(layer + 1));
            }
        }
        return origins;
    }

    private List<OnnxNode> said(Said layer, Set<String> made) {
        String label = label(layer);
        OnnxNode named = byLabel.get(label);
        if (named != null) {
            return List.of(named);
        }
        if (layer.constant() && byInput.containsKey(layer.name())) {
            return List.copyOf(byInput.get(layer.name()));
        }
        if (!node(layer).isEmpty()) {
            return List.of(new OnnxNode(label, "", List.of(), layer.outputs())); // of a graph inside the model's
        }
        return layer.outputs().stream()
                .map(byOutput::get)
                .filter(Objects::nonNull)
                .map(writer -> maker(writer, made))
                .limit(1)
                .toList();
    }

    /** The node of which layers were made: this one, or the one whose output it only passes on. */
    private OnnxNode maker(OnnxNode writer, Set<String> made) {
        if (!PASSING.contains(writer.type()) || made.contains(writer.label())) {
            return writer;
        }
        OnnxNode before =
                writer.inputs().isEmpty() ? null : byOutput.get(writer.inputs().get(0));
        return before == null ? writer : maker(before, made);
    }

    /** The metadata names the node; a layer without any may still have the node's name. */
    private String label(Said layer) {
        String node = node(layer);
        return node.isEmpty() || !byLabel.containsKey(node) ? layer.name() : node;
    }

    private static String node(Said layer) {
        int start = layer.metadata().indexOf(METADATA);
        int end = layer.metadata().lastIndexOf(']');
        return start < 0 || end <= start ? "" : layer.metadata().substring(start + METADATA.length(), end);
    }
}
