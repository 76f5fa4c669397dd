package io.penstock.inference;

import java.nio.ByteBuffer;

/**
 * Rows for the {@link IdModel}: their ids are {@code firstId}, {@code firstId + 1}, and so on.
 *
 * @param firstId the id of the first row
 */
public record IdRows(long firstId, int rows, int bucket) implements RowSource {
    /** One row. */
    public static IdRows of(long id) {
        return new IdRows(id, 1, 0);
    }

    @Override
    public long bytes() {
        return (long) rows * Long.BYTES * 2;
    }

    @Override
    public void writeTo(RowTarget target) {
        ByteBuffer input = target.input(0);
        int elements = input.remaining() / Long.BYTES / rows;
        for (int row = 0; row < rows; row++) {
            input.putLong(firstId + row);
            for (int element = 1; element < elements; element++) {
                input.putLong(element);
            }
        }
    }
}
