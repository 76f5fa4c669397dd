package io.penstock.topology.score.format;

import java.io.IOException;
import java.util.List;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Reads the rows of one input, in order and one at a time. Belongs to one thread. */
public interface RowReader extends AutoCloseable {
    /** The names of the rows' own columns, in order; for JSON lines, those of the first row. */
    List<String> columns();

    /** The own columns with their types; text where the format has none. */
    Schema schema();

    /**
     * The next row; null after the last.
     *
     * @throws io.penstock.RecordException if the next row cannot be read; the call after this one goes on behind it
     * @throws IOException if the input cannot be read at all
     */
    @Nullable
    Row next() throws IOException;

    /** How much of the input has been read, from 0 to 1. */
    double fraction() throws IOException;

    @Override
    void close() throws IOException;
}
