package io.penstock.engine.tensorrt.build;

import io.penstock.workshop.onnx.OnnxGraph;
import io.penstock.workshop.onnx.OnnxNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bytedeco.tensorrt.nvinfer.ILayer;
import org.jspecify.annotations.Nullable;

/**
 * Which node of the model each layer of a network was made of. The parser makes several layers of some nodes and says
 * the node of the first alone: of a {@code Gemm} the product knows it, the sum with the bias only writes the node's
 * output. So a layer that says nothing belongs to the node of the next one that does, in the network's order.
 */
final class LayerOrigins {
    private static final String METADATA = "[ONNX Layer: ";

    private final Map<String, OnnxNode> byLabel = new HashMap<>();
    private final Map<String, OnnxNode> byOutput = new HashMap<>();

    LayerOrigins(OnnxGraph graph) {
        for (OnnxNode node : graph.nodes()) {
            byLabel.put(node.label(), node);
            node.outputs().forEach(output -> byOutput.put(output, node));
        }
    }

    /**
     * What a layer says of itself.
     *
     * @param name its name
     * @param metadata what the parser left with it
     * @param outputs the tensors that it writes
     */
    record Said(String name, String metadata, List<String> outputs) {
        Said {
            outputs = List.copyOf(outputs);
        }

        static Said of(ILayer layer) {
            List<String> outputs = IntStream.range(0, layer.getNbOutputs())
                    .mapToObj(output -> orEmpty(layer.getOutput(output).getName()))
                    .toList();
            return new Said(orEmpty(layer.getName()), orEmpty(layer.getMetadata()), outputs);
        }

        private static String orEmpty(@Nullable String text) {
            return text == null ? "" : text;
        }
    }

    /** The node of each layer, in the order of a network's layers; null for those of no node. */
    List<@Nullable OnnxNode> of(List<Said> layers) {
        List<@Nullable OnnxNode> origins = new ArrayList<>();
        layers.forEach(layer -> origins.add(said(layer)));
        for (int layer = origins.size() - 2; layer >= 0; layer--) {
            if (origins.get(layer) == null) {
                origins.set(layer, origins.get(layer + 1));
            }
        }
        return origins;
    }

    private @Nullable OnnxNode said(Said layer) {
        OnnxNode named = byLabel.get(label(layer));
        if (named != null) {
            return named;
        }
        return layer.outputs().stream()
                .filter(byOutput::containsKey)
                .map(byOutput::get)
                .findFirst()
                .orElse(null);
    }

    /** The metadata names the node; a layer without any may still have the node's name. */
    private String label(Said layer) {
        int start = layer.metadata().indexOf(METADATA);
        int end = layer.metadata().lastIndexOf(']');
        if (start < 0 || end <= start) {
            return layer.name();
        }
        String node = layer.metadata().substring(start + METADATA.length(), end);
        return byLabel.containsKey(node) ? node : layer.name();
    }
}
