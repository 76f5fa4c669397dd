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
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;

/** The numbers of an answer, one after the other: tensors by their names, so that their order does not matter. */
final class Numbers {
    private Numbers() {}

    /** Takes a number with the name of its value or its tensor. */
    interface Taker {
        void take(String name, double number);
    }

    static double[] of(SpecificRecord output) {
        DoubleStream.Builder numbers = DoubleStream.builder();
        forEach(output, (name, number) -> numbers.add(number));
        return numbers.build().toArray();
    }

    /** Hands on the numbers of an answer; classes and objects have none. */
    static void forEach(SpecificRecord output, Taker taker) {
        if (output instanceof RegressionOutput regression) {
            regression.getRows().forEach(row -> values(row.getValues(), taker));
        }
        if (output instanceof TensorOutput tensors) {
            tensors.getTensors().stream()
                    .sorted(Comparator.comparing(Tensor::getName))
                    .forEach(tensor -> elements(tensor).forEach(number -> taker.take(tensor.getName(), number)));
        }
    }

    private static void values(List<NamedValue> values, Taker taker) {
        for (int i = 0; i < values.size(); i++) {
            NamedValue value = values.get(i);
            taker.take(value.getName().isEmpty() ? "value_" + i : value.getName(), value.getValue());
        }
    }

    private static DoubleStream elements(Tensor tensor) {
        DataType dtype = DataType.valueOf(tensor.getDtype().name());
        ByteBuffer data = tensor.getData().slice().order(ByteOrder.LITTLE_ENDIAN);
        return IntStream.range(0, data.remaining() / dtype.bytes())
                .mapToDouble(i -> TensorElements.get(data, i, dtype));
    }
}
