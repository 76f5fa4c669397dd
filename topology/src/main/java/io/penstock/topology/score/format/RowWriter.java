package io.penstock.topology.score.format;

import java.io.IOException;
import java.util.List;

/** Writes rows with their scores to one file. Belongs to one thread. */
public interface RowWriter extends AutoCloseable {
    /**
     * Writes a row's own columns and then its scores, which are named and typed as those of the first row.
     *
     * @throws io.penstock.RecordException INVALID_INPUT, if this row cannot stand in the file; nothing of it was written
     */
    void write(Row row, List<ScoreCell> scores) throws IOException;

    /** Completes the file. Closing twice does nothing. */
    @Override
    void close() throws IOException;
}
