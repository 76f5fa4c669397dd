package io.penstock.engine.onnxruntime;

import ai.onnxruntime.OnnxJavaType;
import io.penstock.engine.DataType;
import java.util.Locale;

/** The element types of the SPI in ONNX Runtime's terms. */
final class ElementTypes {
    private ElementTypes() {}

    static OnnxJavaType onnx(DataType dtype) {
        return switch (dtype) {
            case FLOAT32 -> OnnxJavaType.FLOAT;
            case FLOAT16 -> OnnxJavaType.FLOAT16;
            case INT64 -> OnnxJavaType.INT64;
            case INT32 -> OnnxJavaType.INT32;
            case INT8 -> OnnxJavaType.INT8;
            case UINT8 -> OnnxJavaType.UINT8;
            case BOOL -> OnnxJavaType.BOOL;
        };
    }

    static String name(OnnxJavaType type) {
        return type == OnnxJavaType.FLOAT ? name(DataType.FLOAT32) : type.name().toLowerCase(Locale.ROOT);
    }

    static String name(DataType dtype) {
        return dtype.name().toLowerCase(Locale.ROOT);
    }
}
