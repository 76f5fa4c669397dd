package io.penstock.topology.score.format;

import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** Avro's object container files. */
final class AvroFiles {
    private AvroFiles() {}

    /** @throws PenstockException FATAL, if it is no such file, or its values are no records */
    static RowReader open(Path file) throws IOException {
        long length = Files.size(file);
        DataFileReader<GenericRecord> reader = reader(file);
        if (reader.getSchema().getType() != Schema.Type.RECORD) {
            reader.close();
            throw refused(file, "its values are no records but " + reader.getSchema());
        }
        return new RecordReader(reader.getSchema(), new RecordReader.Source() {
            @Override
            public @Nullable GenericRecord next() {
                return reader.hasNext() ? reader.next() : null;
            }

            @Override
            public double fraction() throws IOException {
                return Math.min(1, (double) reader.tell() / length);
            }

            @Override
            public void close() throws IOException {
                reader.close();
            }
        });
    }

    private static DataFileReader<GenericRecord> reader(Path file) throws IOException {
        try {
            return new DataFileReader<>(file.toFile(), new GenericDatumReader<>());
        } catch (org.apache.avro.InvalidAvroMagicException e) {
            throw refused(file, e.getMessage());
        }
    }

    private static PenstockException refused(Path file, @Nullable String reason) {
        return new PenstockException(FailureCategory.FATAL, "not an Avro file: file=" + file + ": " + reason);
    }

    /**
     * Deflated, and the same bytes for the same rows: the marks between blocks come from the schema.
     *
     * @throws PenstockException FATAL, if Avro does not take the name of a column
     */
    static RecordWriter.Target create(Path file, Schema schema) throws IOException {
        requireNames(schema);
        DataFileWriter<GenericRecord> writer = new DataFileWriter<GenericRecord>(new GenericDatumWriter<>(schema))
                .setCodec(CodecFactory.deflateCodec(6));
        writer.create(schema, new BufferedOutputStream(Files.newOutputStream(file)), marks(schema));
        return new RecordWriter.Target() {
            @Override
            public void write(GenericRecord record) throws IOException {
                writer.append(record);
            }

            @Override
            public void close() throws IOException {
                writer.close();
            }
        };
    }

    private static void requireNames(Schema schema) {
        try {
            var unused = new Schema.Parser().parse(schema.toString());
        } catch (SchemaParseException e) {
            throw new PenstockException(
                    FailureCategory.FATAL,
                    "a column has a name that Avro does not take: " + e.getMessage()
                            + "; Parquet does: --format parquet",
                    e);
        }
    }

    private static byte[] marks(Schema schema) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(schema.toString().getBytes(StandardCharsets.UTF_8));
            byte[] marks = new byte[16];
            ByteBuffer.wrap(hash).get(marks);
            return marks;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
