package io.penstock.topology.stage.tensor;

import io.penstock.RecordException;
import io.penstock.engine.Bucket;
import io.penstock.engine.Shape;
import io.penstock.engine.TensorSpec;
import io.penstock.inference.RowResults;
import io.penstock.inference.RowSource;
import io.penstock.schema.DataType;
import io.penstock.schema.Tensor;
import io.penstock.schema.TensorInputs;
import io.penstock.schema.TensorOutput;
import io.penstock.topology.stage.ModelBinding;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows and results as tensors of the wire, for stages that run in different applications. */
public final class TensorCodec {
    private static final Map<io.penstock.engine.DataType, DataType> WIRE_TYPES = Arrays.stream(
                    io.penstock.engine.DataType.values())
            .collect(Collectors.toUnmodifiableMap(dtype -> dtype, dtype -> DataType.valueOf(dtype.name())));

    private TensorCodec() {}

    /**
     * Writes rows into tensors of their bucket's shapes, which the {@code tensor} preprocessor takes back unchanged.
     *
     * @throws RecordException if the rows are refused only as they are written
     */
    public static TensorInputs toTensors(RowSource rows, ModelBinding model) {
        List<TensorSpec> inputs = model.signature().inputs();
        Bucket bucket = model.buckets().get(rows.bucket());
        List<ByteBuffer> buffers = IntStream.range(0, inputs.size())
                .mapToLong(i -> Math.multiplyExact(bucket.rowBytes(model.signature(), i), rows.rows()))
                .mapToObj(bytes -> ByteBuffer.allocate(Math.toIntExact(bytes)).order(ByteOrder.nativeOrder()))
                .toList();
        rows.writeTo(i -> buffers.get(i).clear());
        return new TensorInputs(IntStream.range(0, inputs.size())
                .mapToObj(i -> tensor(
                        inputs.get(i),
                        bucket.rowShapes().get(i).batch(rows.rows()),
                        buffers.get(i).clear()))
                .toList());
    }

    /** Results as tensors, in the signature's order. */
    public static TensorOutput toTensorOutput(RowResults results, List<TensorSpec> outputs) {
        return toTensorOutput(
                results, outputs, IntStream.range(0, outputs.size()).toArray());
    }

    /** The outputs of these indices as tensors. */
    static TensorOutput toTensorOutput(RowResults results, List<TensorSpec> outputs, int[] indices) {
        Tensor[] tensors = new Tensor[indices.length];
        for (int i = 0; i < tensors.length; i++) {
            tensors[i] = tensor(outputs.get(indices[i]), results, indices[i]);
        }
        return new TensorOutput(List.of(tensors));
    }

    /**
     * Tensors as results, as if the model had run here.
     *
     * @throws RecordException SHAPE_MISMATCH, if they do not fit the model's outputs
     */
    public static RowResults fromTensors(TensorOutput output, ModelBinding model) {
        return TensorResults.of(
                WireTensor.match(output.getTensors(), model.signature().outputs(), Direction.OUTPUT));
    }

    /** The output of this index as a tensor of the wire. */
    static Tensor tensor(TensorSpec spec, RowResults results, int output) {
        return tensor(spec, results.rowShape(output).batch(results.rows()), results.output(output));
    }

    private static Tensor tensor(TensorSpec spec, Shape shape, ByteBuffer elements) {
        Long[] sizes = new Long[shape.rank()];
        for (int axis = 0; axis < sizes.length; axis++) {
            sizes[axis] = shape.dimension(axis);
        }
        ByteBuffer wire = ByteBuffer.allocate(elements.remaining());
        LittleEndian.write(elements, wire, spec.dtype().bytes());
        return new Tensor(spec.name(), wireType(spec), List.of(sizes), wire.flip());
    }

    /** The type of a tensor's elements as the wire names it. */
    static DataType wireType(TensorSpec spec) {
        return Objects.requireNonNull(WIRE_TYPES.get(spec.dtype()), "every dtype has its name on the wire");
    }
}
