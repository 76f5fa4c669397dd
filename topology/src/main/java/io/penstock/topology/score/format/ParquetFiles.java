package io.penstock.topology.score.format;

import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.avro.AvroSchemaConverter;
import org.apache.parquet.avro.AvroWriteSupport;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/** Parquet files, read and written row group by row group. */
final class ParquetFiles {
    private static final long ROW_GROUP_BYTES = 32 << 20;

    private ParquetFiles() {}

    /** @throws PenstockException FATAL, if it is no such file, or has types that Avro does not know */
    static RowReader open(Path file) throws IOException {
        Columns.allowAnyNames();
        ParquetConfiguration configuration = configuration();
        LocalInputFile input = new LocalInputFile(file);
        ParquetReader<GenericRecord> reader = AvroParquetReader.<GenericRecord>builder(input, configuration)
                .withDataModel(GenericData.get())
                .build();
        try {
            Source source = new Source(reader, rows(input, configuration), reader.read());
            return new RecordReader(source.schema(), source);
        } catch (RuntimeException e) {
            reader.close();
            throw new PenstockException(
                    FailureCategory.FATAL, "cannot read the Parquet file: file=" + file + ": " + e.getMessage(), e);
        }
    }

    private static long rows(LocalInputFile input, ParquetConfiguration configuration) throws IOException {
        ParquetReadOptions options = ParquetReadOptions.builder(configuration).build();
        try (ParquetFileReader footer = ParquetFileReader.open(input, options)) {
            return footer.getRecordCount();
        }
    }

    private static final class Source implements RecordReader.Source {
        private final ParquetReader<GenericRecord> reader;
        private final long rows;
        private @Nullable GenericRecord peeked;
        private long read;

        Source(ParquetReader<GenericRecord> reader, long rows, @Nullable GenericRecord first) {
            this.reader = reader;
            this.rows = rows;
            this.peeked = first;
        }

        /** That of its records; without columns if there are none. */
        Schema schema() {
            GenericRecord first = peeked;
            return first == null ? Columns.texts(List.of()) : first.getSchema();
        }

        @Override
        public @Nullable GenericRecord next() throws IOException {
            GenericRecord next = peeked;
            if (next != null) {
                peeked = reader.read();
                read++;
            }
            return next;
        }

        @Override
        public double fraction() {
            return rows == 0 ? 1 : Math.min(1, (double) read / rows);
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }

    /** Compressed with Snappy. */
    static RecordWriter.Target create(Path file, Schema schema) throws IOException {
        ParquetWriter<GenericRecord> writer = new Builder(new LocalOutputFile(file), schema)
                .withConf(configuration())
                .withRowGroupSize(ROW_GROUP_BYTES)
                .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
                .withCompressionCodec(CompressionCodecName.SNAPPY)
                .build();
        return new RecordWriter.Target() {
            @Override
            public void write(GenericRecord record) throws IOException {
                writer.write(record);
            }

            @Override
            public void close() throws IOException {
                writer.close();
            }
        };
    }

    /** Lists as Parquet's specification has them, and no guesses about those of old writers. */
    private static ParquetConfiguration configuration() {
        ParquetConfiguration configuration = new PlainParquetConfiguration();
        configuration.setBoolean(AvroSchemaConverter.ADD_LIST_ELEMENT_RECORDS, false);
        configuration.setBoolean(AvroWriteSupport.WRITE_OLD_LIST_STRUCTURE, false);
        return configuration;
    }

    private static final class Builder extends ParquetWriter.Builder<GenericRecord, Builder> {
        private final Schema schema;

        Builder(LocalOutputFile file, Schema schema) {
            super(file);
            this.schema = schema;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        @SuppressWarnings("deprecation") // the builder calls the other one, but this one is abstract
        protected WriteSupport<GenericRecord> getWriteSupport(Configuration configuration) {
            throw new IllegalStateException("Hadoop's configuration is not used");
        }

        @Override
        protected WriteSupport<GenericRecord> getWriteSupport(ParquetConfiguration configuration) {
            return new PlainSchema(new AvroSchemaConverter(configuration).convert(schema), schema);
        }
    }

    /** Leaves Avro's schema out of the file, because no reader of it takes names with spaces; Parquet's own says it all. */
    private static final class PlainSchema extends AvroWriteSupport<GenericRecord> {
        PlainSchema(MessageType parquet, Schema avro) {
            super(parquet, avro, GenericData.get());
        }

        @Override
        public WriteContext init(ParquetConfiguration configuration) {
            return new WriteContext(super.init(configuration).getSchema(), Map.of());
        }
    }
}
