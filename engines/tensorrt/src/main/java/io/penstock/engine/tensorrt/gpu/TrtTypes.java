package io.penstock.engine.tensorrt.gpu;

import io.penstock.FailureCategory;
import io.penstock.engine.DataType;
import io.penstock.engine.EngineException;
import io.penstock.engine.Shape;
import java.util.Locale;
import org.bytedeco.tensorrt.global.nvinfer;
import org.bytedeco.tensorrt.nvinfer.Dims64;

/** The SPI's types and shapes in TensorRT's terms. */
public final class TrtTypes {
    private TrtTypes() {}

    /** TensorRT's name for an element type. */
    public static nvinfer.DataType trt(DataType dtype) {
        return switch (dtype) {
            case FLOAT32 -> nvinfer.DataType.kFLOAT;
            case FLOAT16 -> nvinfer.DataType.kHALF;
            case INT64 -> nvinfer.DataType.kINT64;
            case INT32 -> nvinfer.DataType.kINT32;
            case INT8 -> nvinfer.DataType.kINT8;
            case UINT8 -> nvinfer.DataType.kUINT8;
            case BOOL -> nvinfer.DataType.kBOOL;
        };
    }

    /**
     * The element type of a tensor of a plan.
     *
     * @throws EngineException FATAL, if the SPI has none such
     */
    static DataType dtype(nvinfer.DataType type, String tensor) {
        return switch (type.intern()) {
            case kFLOAT -> DataType.FLOAT32;
            case kHALF -> DataType.FLOAT16;
            case kINT64 -> DataType.INT64;
            case kINT32 -> DataType.INT32;
            case kINT8 -> DataType.INT8;
            case kUINT8 -> DataType.UINT8;
            case kBOOL -> DataType.BOOL;
            default ->
                throw new EngineException(
                        FailureCategory.FATAL,
                        "inputs and outputs of this type are not served: tensor=" + tensor + ", type="
                                + type.intern().name().substring(1).toLowerCase(Locale.ROOT)
                                + "; cast it to float16 or float32 inside the model");
        };
    }

    /** Copies dimensions out and frees them. */
    static Shape takeShape(Dims64 dims) {
        try (dims) {
            int rank = Math.max(0, dims.nbDims());
            long[] dimensions = new long[rank];
            for (int i = 0; i < rank; i++) {
                dimensions[i] = dims.d(i);
            }
            return Shape.of(dimensions);
        }
    }

    /** Dimensions for TensorRT; the caller closes them. */
    public static Dims64 dims(Shape shape) {
        Dims64 dims = new Dims64();
        dims.nbDims(shape.rank());
        for (int i = 0; i < shape.rank(); i++) {
            dims.d(i, shape.dimension(i));
        }
        return dims;
    }
}
