package io.penstock.topology.score.format;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** Writes rows with types: to an Avro or a Parquet file. */
final class RecordWriter implements RowWriter {
    /** A file that takes records. */
    interface Target extends Closeable {
        void write(GenericRecord record) throws IOException;
    }

    /** Creates a file for records of one schema. */
    interface Creation {
        Target create(Path file, Schema schema) throws IOException;
    }

    private final Path file;
    private final List<String> own;
    private final Schema ownSchema;
    private final Creation creation;
    private @Nullable Open open;

    /** The file once its first row has said which scores there are. */
    private record Open(JoinedColumns columns, Schema schema, Target target) {}

    RecordWriter(Path file, List<String> own, Schema ownSchema, Creation creation) throws IOException {
        this.file = file;
        this.own = own;
        this.ownSchema = ownSchema;
        this.creation = creation;
        Files.deleteIfExists(file);
    }

    @Override
    public void write(Row row, List<ScoreCell> scores) throws IOException {
        Open opened = open == null ? begin(scores) : open;
        opened.columns().require(row, scores);
        GenericRecord joined = new GenericData.Record(opened.schema());
        int at = 0;
        for (String column : own) {
            joined.put(at++, row.value(column));
        }
        for (ScoreCell score : scores) {
            joined.put(at++, score.value());
        }
        opened.target().write(joined);
    }

    private Open begin(List<ScoreCell> scores) throws IOException {
        JoinedColumns columns = JoinedColumns.of(own, scores);
        Schema schema = Columns.scored(ownSchema, scores);
        Open opened = new Open(columns, schema, creation.create(file, schema));
        open = opened;
        return opened;
    }

    @Override
    public void close() throws IOException {
        Open opened = open;
        if (opened != null) {
            opened.target().close();
        }
    }
}
