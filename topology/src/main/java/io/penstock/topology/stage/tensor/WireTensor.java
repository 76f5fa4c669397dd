package io.penstock.topology.stage.tensor;

import io.penstock.RecordException;
import io.penstock.RecordFailure;
import io.penstock.engine.DataType;
import io.penstock.engine.Shape;
import io.penstock.engine.TensorSpec;
import io.penstock.schema.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A tensor of a record that was found to fit what the model declares.
 *
 * @param spec what it fits
 * @param rows its first dimension, at least 1
 * @param rowShape the other dimensions, all concrete
 * @param data its elements, little-endian, from position to limit; shared, so it is only duplicated
 */
record WireTensor(TensorSpec spec, int rows, Shape rowShape, ByteBuffer data) {

    /**
     * The tensors in the order of their specs.
     *
     * @param kind whether they are inputs or outputs
     * @throws RecordException SHAPE_MISMATCH, unless there is exactly one for each spec, of its dtype and shape, and all
     *     have the same number of rows
     */
    static List<WireTensor> match(List<Tensor> tensors, List<TensorSpec> specs, Direction kind) {
        Map<String, Tensor> byName = byName(tensors, specs, kind);
        List<WireTensor> matched = specs.stream()
                .map(spec -> of(byName.get(spec.name()), spec, kind))
                .toList();
        WireTensor first = matched.get(0);
        for (WireTensor tensor : matched) {
            if (tensor.rows != first.rows) {
                throw mismatch("the " + kind + "s differ in rows: " + first.spec.name() + "=" + first.rows + ", "
                        + tensor.spec.name() + "=" + tensor.rows);
            }
        }
        return matched;
    }

    /** A fresh view of the elements whose getters read them right. */
    ByteBuffer elements() {
        return data.slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    DataType dtype() {
        return spec.dtype();
    }

    private static Map<String, Tensor> byName(List<Tensor> tensors, List<TensorSpec> specs, Direction kind) {
        Map<String, Tensor> byName = new HashMap<>();
        var known = specs.stream().map(TensorSpec::name).collect(Collectors.toCollection(HashSet::new));
        for (Tensor tensor : tensors) {
            if (!known.contains(tensor.getName())) {
                throw mismatch("the model has no such " + kind + ": name=" + tensor.getName() + ", " + kind + "s="
                        + specs.stream().map(TensorSpec::name).collect(Collectors.joining(", ")));
            }
            if (byName.put(tensor.getName(), tensor) != null) {
                throw mismatch("the " + kind + " is given twice: name=" + tensor.getName());
            }
        }
        return byName;
    }

    private static WireTensor of(@Nullable Tensor tensor, TensorSpec spec, Direction kind) {
        if (tensor == null) {
            throw mismatch("the " + kind + " is missing: name=" + spec.name());
        }
        if (!tensor.getDtype().name().equals(spec.dtype().name())) {
            throw mismatch(wrong(kind, "dtype", spec) + ", dtype=" + tensor.getDtype() + ", expected=" + spec.dtype());
        }
        Shape shape = shape(tensor, spec, kind);
        ByteBuffer data = tensor.getData();
        if (!holds(shape, spec, data.remaining())) {
            throw mismatch(wrong(kind, "length", spec) + ", shape=" + shape + ", dtype=" + spec.dtype() + ", bytes="
                    + data.remaining());
        }
        return new WireTensor(spec, (int) shape.dimension(0), shape.row(), data);
    }

    private static Shape shape(Tensor tensor, TensorSpec spec, Direction kind) {
        List<Long> given = tensor.getShape();
        if (given.isEmpty() || given.get(0) < 1 || given.stream().anyMatch(size -> !possible(size, kind))) {
            throw mismatch(wrong(kind, "shape", spec) + ", shape="
                    + given.stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]")) + ", expected="
                    + spec.rowShape().batch(Shape.DYNAMIC));
        }
        Shape shape = Shape.of(given.stream().mapToLong(Long::longValue).toArray());
        if (!spec.rowShape().accepts(shape.row())) {
            throw mismatch(wrong(kind, "shape", spec) + ", shape=" + shape + ", expected="
                    + spec.rowShape().batch(Shape.DYNAMIC));
        }
        return shape;
    }

    private static boolean possible(long size, Direction kind) {
        return size >= kind.smallestDimension() && size <= Integer.MAX_VALUE;
    }

    private static boolean holds(Shape shape, TensorSpec spec, int bytes) {
        try {
            return Math.multiplyExact(shape.elements(), spec.dtype().bytes()) == bytes;
        } catch (ArithmeticException e) {
            return false;
        }
    }

    private static String wrong(Direction kind, String what, TensorSpec spec) {
        return "the " + kind + " has the wrong " + what + ": " + kind + "=" + spec.name();
    }

    private static RecordException mismatch(String message) {
        return new RecordException(RecordFailure.SHAPE_MISMATCH, message);
    }
}
