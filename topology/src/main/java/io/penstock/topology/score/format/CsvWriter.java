package io.penstock.topology.score.format;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Comma- or tab-separated values in UTF-8 with a first line of names, as RFC 4180 has them but for the lone line feed. */
final class CsvWriter implements RowWriter {
    private final BufferedWriter out;
    private final List<String> own;
    private final char delimiter;
    private final StringBuilder line = new StringBuilder();
    private @Nullable JoinedColumns columns;

    CsvWriter(Path file, List<String> own, char delimiter) throws IOException {
        this.own = own;
        this.delimiter = delimiter;
        this.out = Files.newBufferedWriter(file);
    }

    @Override
    public void write(Row row, List<ScoreCell> scores) throws IOException {
        JoinedColumns known = columns == null ? begin(scores) : columns;
        known.require(row, scores);
        line.setLength(0);
        for (String column : own) {
            cell(row.text(column));
        }
        scores.forEach(score -> cell(score.asText()));
        end();
    }

    private JoinedColumns begin(List<ScoreCell> scores) throws IOException {
        JoinedColumns joined = JoinedColumns.of(own, scores);
        columns = joined;
        joined.all().forEach(this::cell);
        end();
        return joined;
    }

    private void cell(@Nullable String text) {
        if (text != null) {
            if (needsQuotes(text)) {
                line.append('"').append(text.replace("\"", "\"\"")).append('"');
            } else {
                line.append(text);
            }
        }
        line.append(delimiter);
    }

    private boolean needsQuotes(String text) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == delimiter || character == '"' || character == '\n' || character == '\r') {
                return true;
            }
        }
        return false;
    }

    private void end() throws IOException {
        line.setLength(line.length() - 1);
        out.append(line).append('\n');
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
