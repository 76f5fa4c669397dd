package io.penstock.engine.tensorrt.build;

import java.util.List;
import java.util.Set;
import org.bytedeco.tensorrt.global.nvinfer.DataType;
import org.bytedeco.tensorrt.global.nvinfer.LayerType;
import org.bytedeco.tensorrt.nvinfer.ILayer;

/**
 * Lets layers compute in a precision whatever is faster. TensorRT takes a higher one where it has no kernel.
 *
 * @param precision the precision
 * @param types the layers that compute in it
 */
record ForcedPrecision(DataType precision, Set<LayerType> types) {
    private static final Set<LayerType> IN_INT8 = Set.of(
            LayerType.kCONVOLUTION,
            LayerType.kDECONVOLUTION,
            LayerType.kMATRIX_MULTIPLY,
            LayerType.kACTIVATION,
            LayerType.kPOOLING);
    private static final Set<LayerType> IN_HALF = Set.of(
            LayerType.kCONVOLUTION,
            LayerType.kDECONVOLUTION,
            LayerType.kMATRIX_MULTIPLY,
            LayerType.kACTIVATION,
            LayerType.kPOOLING,
            LayerType.kELEMENTWISE,
            LayerType.kUNARY,
            LayerType.kREDUCE,
            LayerType.kSCALE,
            LayerType.kSOFTMAX,
            LayerType.kNORMALIZATION);

    /** What this precision of a plan can be forced on; nothing for those that are no lower than the model's. */
    static ForcedPrecision of(String precision) {
        return switch (precision) {
            case "int8" -> new ForcedPrecision(DataType.kINT8, IN_INT8);
            case "fp16" -> new ForcedPrecision(DataType.kHALF, IN_HALF);
            case "bf16" -> new ForcedPrecision(DataType.kBF16, IN_HALF);
            default -> new ForcedPrecision(DataType.kFLOAT, Set.of());
        };
    }

    void apply(List<ILayer> layers) {
        for (ILayer layer : layers) {
            boolean real =
                    layer.getNbOutputs() > 0 && layer.getOutput(0).getType().intern() == DataType.kFLOAT;
            if (real && types.contains(layer.getType().intern())) {
                layer.setPrecision(precision);
            }
        }
    }
}
