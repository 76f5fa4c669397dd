package io.penstock.topology.score;

import io.penstock.RecordException;
import io.penstock.RecordFailure;
import io.penstock.engine.DataType;
import io.penstock.schema.Tensor;
import io.penstock.topology.stage.TensorElements;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.IntStream;

/** Tensors of the wire as numbers. */
final class TensorNumbers {
    private TensorNumbers() {}

    /**
     * The elements of a tensor of one row.
     *
     * @throws RecordException if it has several rows
     */
    static List<Number> of(Tensor tensor) {
        if (tensor.getShape().isEmpty() || tensor.getShape().get(0) != 1) {
            throw new RecordException(
                    RecordFailure.INVALID_INPUT,
                    "a row of a table must become one row of the model: shape=" + tensor.getShape());
        }
        DataType dtype = DataType.valueOf(tensor.getDtype().name());
        ByteBuffer elements = tensor.getData().slice().order(ByteOrder.LITTLE_ENDIAN);
        return IntStream.range(0, elements.remaining() / dtype.bytes())
                .mapToObj(i -> number(dtype, TensorElements.get(elements, i, dtype)))
                .toList();
    }

    private static Number number(DataType dtype, double value) {
        if (dtype == DataType.FLOAT32 || dtype == DataType.FLOAT16) {
            return (float) value;
        }
        return value;
    }
}
