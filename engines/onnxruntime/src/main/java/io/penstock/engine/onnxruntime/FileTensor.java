package io.penstock.engine.onnxruntime;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.TensorInfo;
import io.penstock.FailureCategory;
import io.penstock.engine.EngineException;
import io.penstock.engine.Shape;
import io.penstock.engine.TensorSpec;
import java.util.List;

/**
 * An input or output as the model file has it.
 *
 * @param name its name
 * @param type the type of its elements, possibly one that Penstock has none for
 * @param shape its dimensions, possibly none
 * @param dimensionNames the symbol of each dimension, empty where it has none
 */
record FileTensor(String name, OnnxJavaType type, Shape shape, List<String> dimensionNames) {
    static FileTensor of(NodeInfo node) {
        if (node.getInfo() instanceof TensorInfo info) {
            return new FileTensor(
                    node.getName(), info.type, Shape.of(info.getShape()), List.of(info.getDimensionNames()));
        }
        throw new EngineException(
                FailureCategory.FATAL,
                "the model has an input or output that is no tensor: name=" + node.getName() + ", type="
                        + node.getInfo() + "; export it with tensors only (for scikit-learn: zipmap=False)");
    }

    boolean fits(TensorSpec declared) {
        return name.equals(declared.name())
                && type == ElementTypes.onnx(declared.dtype())
                && shape.accepts(declared.shape());
    }

    /** Whether the declaration fits but for row dimensions that it leaves open and the file fixes. */
    boolean narrows(TensorSpec declared) {
        return name.equals(declared.name())
                && type == ElementTypes.onnx(declared.dtype())
                && shape.rank() > 0
                && shape.dimension(0) == declared.shape().dimension(0)
                && declared.shape().accepts(shape);
    }

    @Override
    public String toString() {
        return name + " " + ElementTypes.name(type) + shape;
    }
}
