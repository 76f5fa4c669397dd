package io.penstock.topology.score.format;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** Rows that have types: those of an Avro or a Parquet file. */
final class RecordReader implements RowReader {
    /** Gives the records of a file one by one. */
    interface Source extends Closeable {
        /** The next record, which may be kept; null after the last. */
        @Nullable
        GenericRecord next() throws IOException;

        double fraction() throws IOException;
    }

    private final Schema schema;
    private final List<String> columns;
    private final Source source;

    /** @param source which it owns */
    RecordReader(Schema schema, Source source) {
        this.schema = schema;
        this.columns = schema.getFields().stream().map(Schema.Field::name).toList();
        this.source = source;
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public @Nullable Row next() throws IOException {
        GenericRecord found = source.next();
        return found == null ? null : new RecordRow(found);
    }

    @Override
    public double fraction() throws IOException {
        return source.fraction();
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
