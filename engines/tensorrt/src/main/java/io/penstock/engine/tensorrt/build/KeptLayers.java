package io.penstock.engine.tensorrt.build;

import io.penstock.FailureCategory;
import io.penstock.engine.EngineException;
import io.penstock.workshop.build.KeptLayer;
import io.penstock.workshop.onnx.OnnxGraph;
import io.penstock.workshop.onnx.OnnxNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.tensorrt.global.nvinfer.DataType;
import org.bytedeco.tensorrt.global.nvinfer.LayerType;
import org.bytedeco.tensorrt.nvinfer.ILayer;
import org.jspecify.annotations.Nullable;

/** Fixes the precision of the layers that stay in a higher one. TensorRT makes several layers of some nodes. */
final class KeptLayers {
    private static final String METADATA = "[ONNX Layer: ";
    private static final Set<LayerType> WITHOUT_PRECISION =
            Set.of(LayerType.kCONSTANT, LayerType.kSHAPE, LayerType.kCAST, LayerType.kQUANTIZE, LayerType.kDEQUANTIZE);

    private final Map<String, String> types = new HashMap<>();
    private final List<KeptLayer> kept;

    KeptLayers(List<KeptLayer> kept, OnnxGraph graph) {
        this.kept = kept;
        for (OnnxNode node : graph.nodes()) {
            types.put(node.label(), node.type());
        }
    }

    /**
     * Fixes them in a network.
     *
     * @throws EngineException FATAL, if one of them means no layer at all
     */
    void apply(List<ILayer> layers) {
        List<KeptLayer> unused = new ArrayList<>(kept);
        for (ILayer layer : layers) {
            String node = node(layer);
            String type = types.getOrDefault(node, "");
            for (KeptLayer each : kept) {
                if (each.means(node, type)) {
                    unused.remove(each);
                    fix(layer, dataType(each.precision()));
                }
            }
        }
        if (!unused.isEmpty()) {
            throw new EngineException(
                    FailureCategory.FATAL,
                    "no layer of the model is meant by these, so none can be kept in a higher precision: "
                            + unused.stream()
                                    .map(each -> each.by() + "=" + each.value())
                                    .toList() + "; penstock engine inspect lists the layers");
        }
    }

    private String node(ILayer layer) {
        return nodeOf(layer.getName(), layer.getMetadata(), types.keySet());
    }

    /** The node that a layer was made of: its metadata says so, else its name. */
    static String nodeOf(@Nullable String name, @Nullable String metadata, Set<String> nodes) {
        String from = metadata == null ? "" : metadata;
        int start = from.indexOf(METADATA);
        int end = from.lastIndexOf(']');
        if (start >= 0 && end > start) {
            String node = from.substring(start + METADATA.length(), end);
            return nodes.contains(node) || name == null ? node : name;
        }
        return name == null ? "" : name;
    }

    private static void fix(ILayer layer, DataType precision) {
        if (WITHOUT_PRECISION.contains(layer.getType().intern())) {
            return;
        }
        boolean computesReals = false;
        for (int output = 0; output < layer.getNbOutputs(); output++) {
            DataType type = layer.getOutput(output).getType().intern();
            if (type == DataType.kFLOAT || type == DataType.kHALF || type == DataType.kBF16) {
                layer.setOutputType(output, precision);
                computesReals = true;
            }
        }
        if (computesReals) {
            layer.setPrecision(precision);
        }
    }

    private static DataType dataType(String precision) {
        return switch (precision) {
            case "fp16" -> DataType.kHALF;
            case "bf16" -> DataType.kBF16;
            default -> DataType.kFLOAT;
        };
    }
}
