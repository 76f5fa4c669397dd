package io.penstock.schema.wire;

import io.penstock.schema.DataType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * An {@code InferenceRequest} of tensors, read where it lies in a record's value. One instance reads one record after the
 * other; its answers are those of the last one, whose bytes it shares. Not thread-safe.
 *
 * <p>Reads what {@link io.penstock.schema.serde.OwnSchema} says was written with this version's schema, and of that only
 * what is plain: an encoded payload, many tensors, blocks that tell their size and everything malformed are left to Avro.
 */
public final class TensorRequest {
    /** Stands for a time that the request does not state. */
    public static final long NO_TIME = Long.MIN_VALUE;

    private static final int FRAME_BYTES = 5;
    private static final int TENSORS_BRANCH = 1;
    private static final int MOST_TENSORS = 32;
    private static final int MOST_DIMENSIONS = 8;
    private static final DataType[] DTYPES = DataType.values();

    private final AvroCursor cursor = new AvroCursor();
    private final Tensor[] tensors = new Tensor[MOST_TENSORS];
    private byte[] value = new byte[0];
    private int idFrom;
    private int idBytes;
    private int count;
    private long deadline;
    private long createdAt;

    /** A reader of nothing yet. */
    public TensorRequest() {
        Arrays.setAll(tensors, i -> new Tensor());
    }

    /** Where one tensor lies. */
    private static final class Tensor {
        private final long[] shape = new long[MOST_DIMENSIONS];
        private int rank;
        private int nameFrom;
        private int nameBytes;
        private DataType dtype = DataType.UNKNOWN;
        private int dataFrom;
        private int dataBytes;
    }

    /**
     * Reads a record's value, schema id and all.
     *
     * @return whether it is a plain request of tensors; if not, the other methods answer anything
     */
    public boolean read(byte[] newValue) {
        value = newValue;
        cursor.start(newValue, FRAME_BYTES);
        idBytes = cursor.skipBytes();
        idFrom = cursor.position() - idBytes;
        return cursor.readInt() == TENSORS_BRANCH
                && readTensors()
                && skipParameters()
                && readTimes()
                && cursor.isAtEnd();
    }

    private boolean readTensors() {
        count = 0;
        for (int block = cursor.readCount(); block > 0; block = cursor.readCount()) {
            if (block > MOST_TENSORS - count) {
                return false;
            }
            for (int i = 0; i < block; i++) {
                if (!readTensor(tensors[count++])) {
                    return false;
                }
            }
        }
        return cursor.isSound();
    }

    private boolean readTensor(Tensor tensor) {
        tensor.nameBytes = cursor.skipBytes();
        tensor.nameFrom = cursor.position() - tensor.nameBytes;
        int dtype = cursor.readInt();
        if (dtype < 0 || dtype >= DTYPES.length) {
            return false;
        }
        tensor.dtype = DTYPES[dtype];
        tensor.rank = 0;
        for (int block = cursor.readCount(); block > 0; block = cursor.readCount()) {
            if (block > MOST_DIMENSIONS - tensor.rank) {
                return false;
            }
            for (int i = 0; i < block; i++) {
                tensor.shape[tensor.rank++] = cursor.readLong();
            }
        }
        tensor.dataBytes = cursor.skipBytes();
        tensor.dataFrom = cursor.position() - tensor.dataBytes;
        return cursor.isSound();
    }

    private boolean skipParameters() {
        for (int block = cursor.readCount(); block > 0; block = cursor.readCount()) {
            for (int i = 0; i < block; i++) {
                cursor.skipBytes();
                cursor.skipBytes();
            }
        }
        return cursor.isSound();
    }

    /** A time is the second branch of its union. */
    private boolean readTimes() {
        int deadlineBranch = cursor.readInt();
        deadline = deadlineBranch == 0 ? NO_TIME : cursor.readLong();
        int createdBranch = cursor.readInt();
        createdAt = createdBranch == 0 ? NO_TIME : cursor.readLong();
        return isTime(deadlineBranch, deadline) && isTime(createdBranch, createdAt);
    }

    private static boolean isTime(int branch, long time) {
        return branch == 0 || (branch == 1 && time != NO_TIME);
    }

    /** The client's name for the request. */
    public String id() {
        return new String(value, idFrom, idBytes, StandardCharsets.UTF_8);
    }

    /** When its answer becomes worthless, in milliseconds of the epoch, or {@link #NO_TIME}. */
    public long deadlineEpochMillis() {
        return deadline;
    }

    /** When the client made it, in milliseconds of the epoch, or {@link #NO_TIME}. */
    public long createdAtEpochMillis() {
        return createdAt;
    }

    /** How many tensors it has. */
    public int tensors() {
        return count;
    }

    /** The index of the first tensor of this name, given in UTF-8; -1 if it has none. */
    public int tensorNamed(byte[] name) {
        for (int i = 0; i < count; i++) {
            Tensor tensor = tensors[i];
            int to = tensor.nameFrom + tensor.nameBytes;
            if (Arrays.equals(value, tensor.nameFrom, to, name, 0, name.length)) {
                return i;
            }
        }
        return -1;
    }

    /** The type of a tensor's elements. */
    public DataType dtype(int tensor) {
        return tensors[tensor].dtype;
    }

    /** How many dimensions a tensor has. */
    public int rank(int tensor) {
        return tensors[tensor].rank;
    }

    /** The size of a tensor's dimension as it was written, whatever it is. */
    public long dimension(int tensor, int axis) {
        return tensors[tensor].shape[axis];
    }

    /** The record's value, in which the elements lie. Not a copy. */
    public byte[] value() {
        return value;
    }

    /** Where a tensor's elements begin in {@link #value}; they are little-endian. */
    public int dataFrom(int tensor) {
        return tensors[tensor].dataFrom;
    }

    /** How many bytes they take. */
    public int dataBytes(int tensor) {
        return tensors[tensor].dataBytes;
    }
}
