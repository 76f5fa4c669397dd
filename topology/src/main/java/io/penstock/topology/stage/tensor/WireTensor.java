package io.penstock.topology.stage.tensor;

import io.penstock.RecordException;
import io.penstock.RecordFailure;
import io.penstock.engine.DataType;
import io.penstock.engine.Shape;
import io.penstock.engine.TensorSpec;
import io.penstock.schema.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
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
        requireDistinctAndKnown(tensors, specs, kind);
        List<WireTensor> matched = new ArrayList<>(specs.size());
        for (TensorSpec spec : specs) {
            matched.add(of(find(tensors, tensors.size(), spec.name()), spec, kind));
        }
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

    /** Loops, not maps: this is the path of every record, and a model has few inputs. */
    private static void requireDistinctAndKnown(List<Tensor> tensors, List<TensorSpec> specs, Direction kind) {
        for (int i = 0; i < tensors.size(); i++) {
            String name = tensors.get(i).getName();
            if (!isKnown(name, specs)) {
                throw mismatch("the model has no such " + kind + ": name=" + name + ", " + kind + "s="
                        + specs.stream().map(TensorSpec::name).collect(Collectors.joining(", ")));
            }
            if (find(tensors, i, name) != null) {
                throw mismatch("the " + kind + " is given twice: name=" + name);
            }
        }
    }

    private static boolean isKnown(String name, List<TensorSpec> specs) {
        for (TensorSpec spec : specs) {
            if (spec.name().equals(name)) {
                return true;
            }
        }
        return false;
    }

    /** The tensor of this name among the first so many. */
    private static @Nullable Tensor find(List<Tensor> tensors, int count, String name) {
        for (int i = 0; i < count; i++) {
            if (tensors.get(i).getName().equals(name)) {
                return tensors.get(i);
            }
        }
        return null;
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
        long[] sizes = new long[given.size()];
        boolean possible = sizes.length > 0;
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = given.get(i);
            possible &= possible(sizes[i], kind);
        }
        if (!possible || sizes[0] < 1) {
            throw mismatch(wrong(kind, "shape", spec) + ", shape="
                    + given.stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]")) + ", expected="
                    + spec.rowShape().batch(Shape.DYNAMIC));
        }
        Shape shape = Shape.of(sizes);
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
