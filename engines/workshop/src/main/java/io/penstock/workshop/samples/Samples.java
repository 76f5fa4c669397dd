package io.penstock.workshop.samples;

import java.nio.ByteBuffer;
import java.util.OptionalInt;

/** Rows of inputs for one bucket of a model. Immutable and thread-safe. */
public interface Samples {
    /** The number of rows. */
    int size();

    /**
     * Writes the bytes of one row of the input of this index at the target's position, in native byte order, and
     * advances it. The row has the bucket's shape.
     */
    void write(int sample, int input, ByteBuffer target);

    /** Writes rows from the start of a session's input, beginning again with the first row after the last. */
    default void fill(int first, int rows, int input, ByteBuffer buffer) {
        ByteBuffer target = buffer.duplicate().order(buffer.order()).clear();
        for (int row = 0; row < rows; row++) {
            write((first + row) % size(), input, target);
        }
    }

    /** The class that this row belongs to, where it is known. */
    OptionalInt label(int sample);

    /** The SHA-256 of all that {@link #write} would write, or of what determines it; lower-case hexadecimal. */
    String sha256();
}
