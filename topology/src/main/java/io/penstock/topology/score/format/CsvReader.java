package io.penstock.topology.score.format;

import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import io.penstock.RecordException;
import io.penstock.RecordFailure;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Comma- or tab-separated values in UTF-8 whose first line names the columns. */
final class CsvReader implements RowReader {
    private final CountedInput input;
    private final CsvLexer lexer;
    private final ColumnNames columns;

    /** @throws PenstockException FATAL, if the first line names no columns, or one twice */
    CsvReader(Path file, char delimiter) throws IOException {
        input = CountedInput.open(file);
        try {
            lexer = new CsvLexer(new InputStreamReader(input, StandardCharsets.UTF_8), delimiter);
            List<String> names = lexer.next();
            if (names.isEmpty() || names.stream().distinct().count() < names.size()) {
                throw new PenstockException(
                        FailureCategory.FATAL,
                        "the first line of a CSV file must name each column once: file=" + file + ", columns=" + names);
            }
            columns = new ColumnNames(names);
        } catch (Throwable failure) {
            input.close();
            throw failure;
        }
    }

    @Override
    public List<String> columns() {
        return columns.names();
    }

    @Override
    public Schema schema() {
        return Columns.texts(columns.names());
    }

    @Override
    public @Nullable Row next() throws IOException {
        List<String> cells = lexer.next();
        if (cells.isEmpty()) {
            return null;
        }
        if (cells.size() != columns.names().size()) {
            throw new RecordException(
                    RecordFailure.UNDECODABLE,
                    "the row has not as many cells as the first line: cells=" + cells.size() + ", columns="
                            + columns.names().size());
        }
        return new CsvRow(columns, cells);
    }

    @Override
    public double fraction() {
        return input.fraction();
    }

    @Override
    public void close() throws IOException {
        input.close();
    }
}
