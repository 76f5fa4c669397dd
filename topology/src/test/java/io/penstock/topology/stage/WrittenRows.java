package io.penstock.topology.stage;

import io.penstock.engine.Bucket;
import io.penstock.engine.DataType;
import io.penstock.inference.RowSource;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Rows after they were written into buffers of their bucket's size, which had other content before. */
public final class WrittenRows {
    private final ModelBinding model;
    private final List<ByteBuffer> inputs = new ArrayList<>();

    private WrittenRows(ModelBinding model) {
        this.model = model;
    }

    public static WrittenRows of(RowSource rows, ModelBinding model) {
        WrittenRows written = new WrittenRows(model);
        Bucket bucket = model.buckets().get(rows.bucket());
        for (int i = 0; i < bucket.rowShapes().size(); i++) {
            int bytes = (int) bucket.rowBytes(model.signature(), i) * rows.rows();
            ByteBuffer buffer = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
            while (buffer.hasRemaining()) {
                buffer.put((byte) 0x5A);
            }
            written.inputs.add(buffer.clear());
        }
        rows.writeTo(written.inputs::get);
        return written;
    }

    /** Every element of an input, whatever its type, as a number. */
    public List<Double> numbers(int input) {
        DataType dtype = model.signature().inputs().get(input).dtype();
        List<Double> numbers = new ArrayList<>();
        for (int i = 0; i < inputs.get(input).limit() / dtype.bytes(); i++) {
            numbers.add(TensorElements.get(inputs.get(input), i, dtype));
        }
        return numbers;
    }

    /** Every element of an input of int64, exactly. */
    public List<Long> longs(int input) {
        List<Long> longs = new ArrayList<>();
        for (int i = 0; i < inputs.get(input).limit() / Long.BYTES; i++) {
            longs.add(inputs.get(input).getLong(i * Long.BYTES));
        }
        return longs;
    }
}
