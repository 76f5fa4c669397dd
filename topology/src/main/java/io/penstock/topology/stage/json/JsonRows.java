package io.penstock.topology.stage.json;

import io.penstock.inference.RowSource;
import io.penstock.inference.RowTarget;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The rows of a document.
 *
 * @param rows how many
 * @param inputs the elements of each input, in native byte order, from position 0 to the limit
 */
record JsonRows(int rows, List<ByteBuffer> inputs) implements RowSource {
    JsonRows {
        inputs = List.copyOf(inputs);
    }

    /** The only one that the stage is used with. */
    @Override
    public int bucket() {
        return 0;
    }

    @Override
    public long bytes() {
        return inputs.stream().mapToLong(ByteBuffer::remaining).sum();
    }

    @Override
    public void writeTo(RowTarget target) {
        for (int i = 0; i < inputs.size(); i++) {
            target.input(i).put(inputs.get(i).duplicate());
        }
    }
}
