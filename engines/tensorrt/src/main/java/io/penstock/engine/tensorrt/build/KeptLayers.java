package io.penstock.engine.tensorrt.build;

import io.penstock.FailureCategory;
import io.penstock.engine.EngineException;
import io.penstock.workshop.build.KeptLayer;
import io.penstock.workshop.onnx.OnnxGraph;
import io.penstock.workshop.onnx.OnnxNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bytedeco.tensorrt.global.nvinfer.DataType;
import org.bytedeco.tensorrt.global.nvinfer.LayerType;
import org.bytedeco.tensorrt.nvinfer.ILayer;

/**
 * Fixes the precision of the layers that stay in a higher one. All layers of a node are fixed: TensorRT fuses a
 * {@code Gemm}'s product in fp32 with a sum in fp16 into one kernel in fp16.
 */
final class KeptLayers {
    private static final Set<LayerType> WITHOUT_PRECISION =
            Set.of(LayerType.kSHAPE, LayerType.kCAST, LayerType.kQUANTIZE, LayerType.kDEQUANTIZE);

    private final List<KeptLayer> kept;
    private final LayerOrigins origins;

    KeptLayers(List<KeptLayer> kept, OnnxGraph graph) {
        this.kept = kept;
        this.origins = new LayerOrigins(graph);
    }

    /**
     * Fixes them in a network.
     *
     * @throws EngineException FATAL, if one of them means no layer at all
     */
    void apply(List<ILayer> layers) {
        List<KeptLayer> unused = new ArrayList<>(kept);
        List<List<OnnxNode>> nodes =
                origins.of(layers.stream().map(LayerOrigins.Said::of).toList());
        for (int layer = 0; layer < layers.size(); layer++) {
            List<OnnxNode> made = nodes.get(layer);
            for (KeptLayer each : kept) {
                if (made.stream().anyMatch(node -> each.means(node.label(), node.type()))) {
                    unused.remove(each);
                    fix(layers.get(layer), dataType(each.precision()));
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
