package io.penstock.topology.stage.tensor;

import io.penstock.engine.Bucket;
import io.penstock.engine.Shape;
import io.penstock.engine.TensorSpec;
import io.penstock.inference.RowSource;
import io.penstock.inference.RowTarget;
import io.penstock.schema.DataType;
import io.penstock.schema.wire.TensorRequest;
import io.penstock.topology.stage.ModelBinding;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The rows of a request of tensors, copied from the record's value straight into the batch. One instance shows one
 * request after the other: its rows are to be written before the next one. It takes only what needs neither padding nor
 * a message: all else is left to {@link TensorPreprocessor}. Not thread-safe.
 */
public final class RowsInPlace implements RowSource {
    private final ModelBinding model;
    private final byte[][] names;
    private final DataType[] dtypes;
    private final int[] tensors;
    private TensorRequest request = new TensorRequest();
    private int rows;
    private int bucket;

    RowsInPlace(ModelBinding model) {
        List<TensorSpec> inputs = model.signature().inputs();
        this.model = model;
        this.names = inputs.stream()
                .map(input -> input.name().getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        this.dtypes = inputs.stream().map(input -> TensorCodec.wireType(input)).toArray(DataType[]::new);
        this.tensors = new int[names.length];
    }

    /**
     * Shows this request's rows from now on, if they fit a bucket of the model exactly.
     *
     * @param newRequest is read until the rows have been written
     * @return whether they do; if not, this shows nothing
     */
    public boolean show(TensorRequest newRequest) {
        request = newRequest;
        if (request.tensors() != names.length || !findTensors()) {
            return false;
        }
        for (bucket = 0; bucket < model.buckets().size(); bucket++) {
            if (fits(model.buckets().get(bucket))) {
                return true;
            }
        }
        return false;
    }

    private boolean findTensors() {
        for (int input = 0; input < names.length; input++) {
            int tensor = request.tensorNamed(names[input]);
            if (tensor < 0 || request.dtype(tensor) != dtypes[input] || request.rank(tensor) == 0) {
                return false;
            }
            tensors[input] = tensor;
        }
        long first = request.dimension(tensors[0], 0);
        rows = (int) Math.max(0, Math.min(first, model.maxRows() + 1L));
        return rows >= 1 && rows <= model.maxRows();
    }

    private boolean fits(Bucket room) {
        for (int input = 0; input < names.length; input++) {
            if (!fits(tensors[input], room.rowShapes().get(input), room.rowBytes(model.signature(), input))) {
                return false;
            }
        }
        return true;
    }

    private boolean fits(int tensor, Shape row, long rowBytes) {
        if (request.rank(tensor) != row.rank() + 1
                || request.dimension(tensor, 0) != rows
                || request.dataBytes(tensor) != rows * rowBytes) {
            return false;
        }
        for (int axis = 0; axis < row.rank(); axis++) {
            if (request.dimension(tensor, axis + 1) != row.dimension(axis)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public int bucket() {
        return bucket;
    }

    @Override
    public long bytes() {
        long bytes = 0;
        for (int tensor : tensors) {
            bytes += request.dataBytes(tensor);
        }
        return bytes;
    }

    @Override
    public void writeTo(RowTarget target) {
        for (int input = 0; input < tensors.length; input++) {
            int tensor = tensors[input];
            target.input(input).put(request.value(), request.dataFrom(tensor), request.dataBytes(tensor));
        }
    }
}
