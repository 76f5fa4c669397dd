package io.penstock.topology.score;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.penstock.RecordException;
import io.penstock.topology.score.format.Format;
import io.penstock.topology.score.format.Row;
import io.penstock.topology.score.format.RowReader;
import io.penstock.topology.score.format.RowWriter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Writes one part under temporary names. A part without any scored row has no file of scores, one without any rejected row
 * no file of those. Belongs to one thread.
 */
final class PartWriter implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path scores;
    private final Path rejects;
    private final Format format;
    private final RowReader reader;
    private final String input;
    private @Nullable RowWriter scored;
    private @Nullable BufferedWriter rejected;
    private long scoredRows;
    private long rejectedRows;

    /**
     * Begins a part.
     *
     * @param scores where the scored rows go in the end
     * @param rejects where the others go in the end
     * @param reader whose columns the rows have
     * @param input the name of their input
     */
    PartWriter(Path scores, Path rejects, Format format, RowReader reader, String input) {
        this.scores = scores;
        this.rejects = rejects;
        this.format = format;
        this.reader = reader;
        this.input = input;
    }

    void write(AnsweredRow row) throws IOException {
        if (row.answer() instanceof Answer.Refused refused) {
            reject(row, refused);
            return;
        }
        try {
            scored().write(row.scoredRow(), ((Answer.Scored) row.answer()).scores());
            scoredRows++;
        } catch (RecordException e) {
            reject(row, Answer.Refused.because(e));
        }
    }

    private RowWriter scored() throws IOException {
        RowWriter writer = scored;
        if (writer == null) {
            writer = format.create(WholeFile.temporary(scores), reader.columns(), reader.schema());
            scored = writer;
        }
        return writer;
    }

    private void reject(AnsweredRow row, Answer.Refused refused) throws IOException {
        BufferedWriter writer = rejected;
        if (writer == null) {
            writer = Files.newBufferedWriter(WholeFile.temporary(rejects));
            rejected = writer;
        }
        ObjectNode line = JsonNodeFactory.instance
                .objectNode()
                .put("input", input)
                .put("row", row.number())
                .put("category", refused.category())
                .put("reason", refused.reason());
        String text = JSON.writeValueAsString(line);
        Row own = row.row();
        String columns = own == null ? "" : ",\"columns\":{" + own.members() + "}";
        writer.append(text, 0, text.length() - 1).append(columns).append("}\n");
        rejectedRows++;
    }

    Counts counts() {
        return Counts.of(scoredRows, rejectedRows);
    }

    /** Completes the files and puts them in their places; nothing is left there of an earlier attempt. */
    void publish() throws IOException {
        close();
        publish(rejected != null, rejects);
        publish(scoredRows > 0, scores);
    }

    private static void publish(boolean there, Path file) throws IOException {
        if (there) {
            WholeFile.publish(WholeFile.temporary(file), file);
        } else {
            Files.deleteIfExists(file);
            Files.deleteIfExists(WholeFile.temporary(file));
        }
    }

    @Override
    public void close() throws IOException {
        RowWriter first = scored;
        BufferedWriter second = rejected;
        try {
            if (first != null) {
                first.close();
            }
        } finally {
            if (second != null) {
                second.close();
            }
        }
    }
}
