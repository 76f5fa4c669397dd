package io.penstock.topology.stage;

import io.penstock.engine.DataType;
import io.penstock.engine.Shape;
import io.penstock.inference.RowResults;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.Stream;

/**
 * Results that a test states.
 *
 * @param rows how many rows
 * @param rowShapes of each output
 * @param outputs the elements of each output, in native byte order
 */
public record FixedResults(int rows, List<Shape> rowShapes, List<ByteBuffer> outputs) implements RowResults {
    /** One output of float32. */
    public static FixedResults of(Shape rowShape, double... values) {
        return of(DataType.FLOAT32, rowShape, values);
    }

    /** One output of a type that holds the values. */
    public static FixedResults of(DataType dtype, Shape rowShape, double... values) {
        ByteBuffer buffer =
                ByteBuffer.allocateDirect(values.length * dtype.bytes()).order(ByteOrder.nativeOrder());
        for (int i = 0; i < values.length; i++) {
            if (dtype == DataType.FLOAT32) {
                buffer.putFloat(i * Float.BYTES, (float) values[i]);
            } else {
                TensorElements.put(
                        buffer, i, dtype, TensorElements.bits(dtype, values[i]).orElseThrow());
            }
        }
        int rows = (int) (values.length / Math.max(1, rowShape.elements()));
        return new FixedResults(Math.max(1, rows), List.of(rowShape), List.of(buffer));
    }

    /** These outputs and those of others, which have as many rows. */
    public FixedResults and(FixedResults others) {
        return new FixedResults(rows, joined(rowShapes, others.rowShapes), joined(outputs, others.outputs));
    }

    @Override
    public Shape rowShape(int output) {
        return rowShapes.get(output);
    }

    @Override
    public ByteBuffer output(int output) {
        return outputs.get(output).asReadOnlyBuffer().order(ByteOrder.nativeOrder());
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
