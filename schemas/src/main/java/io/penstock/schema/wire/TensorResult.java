package io.penstock.schema.wire;

import io.penstock.schema.BatchInfo;
import io.penstock.schema.DataType;
import io.penstock.schema.Timings;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Writes {@code InferenceResult}s of tensors, as this version's schema has them, from the tensors' elements straight into
 * a record's value. Not thread-safe: one instance writes one result after the other.
 */
public final class TensorResult {
    private static final int TENSORS_BRANCH = 2;

    private final byte[][] names;
    private final int[] dtypes;
    private final Tensors tensors;

    /** The tensors of the result that is being written. */
    public interface Tensors {
        /** How many dimensions a tensor has. */
        int rank(int tensor);

        /** The size of a tensor's dimension. */
        long dimension(int tensor, int axis);

        /** A tensor's elements, little-endian, from position to limit. */
        ByteBuffer data(int tensor);
    }

    /**
     * A writer of results with these tensors, in this order.
     *
     * @param names their names
     * @param dtypes the types of their elements
     * @param tensors shows those of the result that is being written
     */
    public TensorResult(List<String> names, List<DataType> dtypes, Tensors tensors) {
        this.names = names.stream().map(TensorResult::utf8).toArray(byte[][]::new);
        this.dtypes = dtypes.stream()
                .mapToInt(Arrays.asList(DataType.values())::indexOf)
                .toArray();
        this.tensors = tensors;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * A record's value.
     *
     * @param frame what goes before the record in each value: the schema's id as Confluent's serializer writes it
     * @param model the model's identity
     * @param completedAtMillis when the result was complete, in milliseconds of the epoch
     */
    public byte[] write(
            byte[] frame, String id, EncodedModel model, BatchInfo batch, Timings timings, long completedAtMillis) {
        byte[] idBytes = utf8(id);
        AvroBytes value = new AvroBytes(frame.length
                + AvroBytes.sizeOfBytes(idBytes.length)
                + sizeOfTensors()
                + model.size()
                + sizeOf(batch)
                + sizeOf(timings)
                + AvroBytes.sizeOf(completedAtMillis));
        value.putEncoded(frame);
        value.putBytes(idBytes);
        putTensors(value);
        model.putTo(value);
        value.putLong(batch.getId());
        value.putLong(batch.getSize());
        value.putLong(batch.getPadding());
        value.putLong(timings.getQueueMicros());
        value.putLong(timings.getComputeMicros());
        value.putLong(timings.getEndToEndMicros());
        value.putLong(completedAtMillis);
        return value.full();
    }

    private static int sizeOf(BatchInfo batch) {
        return AvroBytes.sizeOf(batch.getId())
                + AvroBytes.sizeOf(batch.getSize())
                + AvroBytes.sizeOf(batch.getPadding());
    }

    private static int sizeOf(Timings timings) {
        return AvroBytes.sizeOf(timings.getQueueMicros())
                + AvroBytes.sizeOf(timings.getComputeMicros())
                + AvroBytes.sizeOf(timings.getEndToEndMicros());
    }

    private int sizeOfTensors() {
        int size = AvroBytes.sizeOf(TENSORS_BRANCH) + sizeOfBlock(names.length);
        for (int i = 0; i < names.length; i++) {
            size += AvroBytes.sizeOfBytes(names[i].length) + AvroBytes.sizeOf(dtypes[i]) + sizeOfBlock(tensors.rank(i));
            for (int axis = 0; axis < tensors.rank(i); axis++) {
                size += AvroBytes.sizeOf(tensors.dimension(i, axis));
            }
            size = Math.addExact(size, AvroBytes.sizeOfBytes(tensors.data(i).remaining()));
        }
        return size;
    }

    /** An array's items lie in one block, whose end is a block of none; an empty array is the end alone. */
    private static int sizeOfBlock(int items) {
        return items == 0 ? 1 : AvroBytes.sizeOf(items) + 1;
    }

    private void putTensors(AvroBytes value) {
        value.putLong(TENSORS_BRANCH);
        putCount(value, names.length);
        for (int i = 0; i < names.length; i++) {
            value.putBytes(names[i]);
            value.putLong(dtypes[i]);
            putCount(value, tensors.rank(i));
            for (int axis = 0; axis < tensors.rank(i); axis++) {
                value.putLong(tensors.dimension(i, axis));
            }
            value.putLong(0);
            value.putBytes(tensors.data(i));
        }
        value.putLong(0);
    }

    private static void putCount(AvroBytes value, int items) {
        if (items > 0) {
            value.putLong(items);
        }
    }
}
