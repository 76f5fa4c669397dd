package io.penstock.topology.score.format;

import java.nio.file.Path;
import java.util.List;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Images as rows, one a file, whose only column is the file's name. */
public final class ImageFiles implements RowReader {
    private static final List<String> COLUMNS = List.of("file");

    private final List<Path> files;
    private int read;

    /** @param files in the order of the rows */
    public ImageFiles(List<Path> files) {
        this.files = List.copyOf(files);
    }

    @Override
    public List<String> columns() {
        return COLUMNS;
    }

    @Override
    public Schema schema() {
        return Columns.texts(COLUMNS);
    }

    @Override
    public @Nullable Row next() {
        return read < files.size() ? new ImageRow(files.get(read++)) : null;
    }

    @Override
    public double fraction() {
        return files.isEmpty() ? 1 : (double) read / files.size();
    }

    @Override
    public void close() {
        // holds nothing open
    }
}
