package io.penstock.topology.replay;

import io.penstock.engine.DataType;
import io.penstock.schema.NamedValue;
import io.penstock.schema.RegressionOutput;
import io.penstock.schema.Tensor;
import io.penstock.schema.TensorOutput;
import io.penstock.topology.stage.TensorElements;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Comparator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** The numbers of an answer, one after the other: tensors by their names, so that their order does not matter. */
final class Numbers {
    private Numbers() {}

    static double[] of(RegressionOutput output) {
        return output.getRows().stream()
                .flatMap(row -> row.getValues().stream())
                .mapToDouble(NamedValue::getValue)
                .toArray();
    }

    static double[] of(TensorOutput output) {
        return output.getTensors().stream()
                .sorted(Comparator.comparing(Tensor::getName))
                .flatMapToDouble(Numbers::elements)
                .toArray();
    }

    private static DoubleStream elements(Tensor tensor) {
        DataType dtype = DataType.valueOf(tensor.getDtype().name());
        ByteBuffer data = tensor.getData().slice().order(ByteOrder.LITTLE_ENDIAN);
        return IntStream.range(0, data.remaining() / dtype.bytes())
                .mapToDouble(i -> TensorElements.get(data, i, dtype));
    }
}
