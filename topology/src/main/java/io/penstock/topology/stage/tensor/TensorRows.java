package io.penstock.topology.stage.tensor;

import io.penstock.engine.Bucket;
import io.penstock.engine.DataType;
import io.penstock.engine.Shape;
import io.penstock.inference.RowSource;
import io.penstock.inference.RowTarget;
import io.penstock.topology.stage.TensorElements;
import java.nio.ByteBuffer;
import java.util.List;

/** Rows that are tensors already, padded up to their bucket as they are written. */
final class TensorRows implements RowSource {
    private final List<WireTensor> inputs;
    private final int bucket;
    private final Bucket shapes;
    private final List<Long> padding;

    /**
     * Rows in a bucket with room for them.
     *
     * @param inputs one for each input of the model, in the signature's order
     * @param padding the bits of each input's padding element
     */
    TensorRows(List<WireTensor> inputs, int bucket, Bucket shapes, List<Long> padding) {
        this.inputs = inputs;
        this.bucket = bucket;
        this.shapes = shapes;
        this.padding = padding;
    }

    @Override
    public int rows() {
        return inputs.get(0).rows();
    }

    @Override
    public int bucket() {
        return bucket;
    }

    @Override
    public long bytes() {
        long bytes = 0;
        for (WireTensor input : inputs) {
            bytes += input.data().remaining();
        }
        return bytes;
    }

    @Override
    public void writeTo(RowTarget target) {
        for (int i = 0; i < inputs.size(); i++) {
            WireTensor input = inputs.get(i);
            Shape room = shapes.rowShapes().get(i);
            if (room.equals(input.rowShape())) {
                LittleEndian.read(
                        input.elements(), target.input(i), input.dtype().bytes());
            } else {
                fill(target.input(i), input.dtype(), padding.get(i));
                new PaddedCopy(input, room, target.input(i)).run();
            }
        }
    }

    private static void fill(ByteBuffer buffer, DataType dtype, long bits) {
        int elements = buffer.limit() / dtype.bytes();
        for (int i = 0; i < elements; i++) {
            TensorElements.put(buffer, i, dtype, bits);
        }
    }

    /** Places a smaller tensor at the origin of a larger one, row by row, in runs of the innermost dimension. */
    private static final class PaddedCopy {
        private final ByteBuffer from;
        private final ByteBuffer to;
        private final int elementBytes;
        private final long[] small;
        private final long[] large;

        PaddedCopy(WireTensor input, Shape room, ByteBuffer to) {
            this.from = input.elements();
            this.to = to;
            this.elementBytes = input.dtype().bytes();
            this.small = input.rowShape().batch(input.rows()).toArray();
            this.large = room.batch(input.rows()).toArray();
        }

        void run() {
            copy(0, 0, from.remaining(), to.limit());
        }

        /** Copies the block of {@code fromBytes} at the source's position to the block of {@code toBytes} at {@code toStart}. */
        private void copy(int axis, int toStart, int fromBytes, int toBytes) {
            if (axis == small.length - 1) {
                int end = from.position() + fromBytes;
                ByteBuffer run = from.duplicate().limit(end);
                LittleEndian.read(run, to.position(toStart), elementBytes);
                from.position(end);
                return;
            }
            int fromBlock = (int) (fromBytes / small[axis]);
            int toBlock = (int) (toBytes / large[axis]);
            for (int i = 0; i < small[axis]; i++) {
                copy(axis + 1, toStart + i * toBlock, fromBlock, toBlock);
            }
        }
    }
}
