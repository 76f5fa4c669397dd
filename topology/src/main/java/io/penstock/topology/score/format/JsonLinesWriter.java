package io.penstock.topology.score.format;

import io.penstock.RecordException;
import io.penstock.RecordFailure;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One JSON object a line: the row's own columns as they were written, then the scores. */
final class JsonLinesWriter implements RowWriter {
    private final BufferedWriter out;
    private final List<String> own;
    private @Nullable JoinedColumns columns;

    JsonLinesWriter(Path file, List<String> own) throws IOException {
        this.own = own;
        this.out = Files.newBufferedWriter(file);
    }

    @Override
    public void write(Row row, List<ScoreCell> scores) throws IOException {
        if (columns == null) {
            columns = JoinedColumns.of(own, scores);
        }
        for (ScoreCell score : scores) {
            if (row.text(score.name()) != null) {
                throw new RecordException(
                        RecordFailure.INVALID_INPUT,
                        "the row has a column of the name that a score would get: column=" + score.name());
            }
        }
        StringBuilder line = new StringBuilder("{").append(row.members());
        for (ScoreCell score : scores) {
            line.append(line.length() > 1 ? "," : "")
                    .append(JsonText.quoted(score.name()))
                    .append(':')
                    .append(score.asJson());
        }
        out.append(line).append("}\n");
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
