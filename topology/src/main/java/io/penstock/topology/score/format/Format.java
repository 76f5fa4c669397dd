package io.penstock.topology.score.format;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.avro.Schema;

/** The forms of tables. */
public enum Format {
    CSV("csv", "csv") {
        @Override
        public RowReader open(Path file) throws IOException {
            return new CsvReader(file, ',');
        }

        @Override
        public RowWriter create(Path file, List<String> own, Schema schema) throws IOException {
            return new CsvWriter(file, own, ',');
        }
    },
    TSV("tsv", "tsv") {
        @Override
        public RowReader open(Path file) throws IOException {
            return new CsvReader(file, '\t');
        }

        @Override
        public RowWriter create(Path file, List<String> own, Schema schema) throws IOException {
            return new CsvWriter(file, own, '\t');
        }
    },
    JSON("jsonl", "jsonl|ndjson|json") {
        @Override
        public RowReader open(Path file) throws IOException {
            return new JsonLinesReader(file);
        }

        @Override
        public RowWriter create(Path file, List<String> own, Schema schema) throws IOException {
            return new JsonLinesWriter(file, own);
        }
    },
    AVRO("avro", "avro") {
        @Override
        public RowReader open(Path file) throws IOException {
            return AvroFiles.open(file);
        }

        @Override
        public RowWriter create(Path file, List<String> own, Schema schema) throws IOException {
            return new RecordWriter(file, own, schema, AvroFiles::create);
        }
    },
    PARQUET("parquet", "parquet") {
        @Override
        public RowReader open(Path file) throws IOException {
            return ParquetFiles.open(file);
        }

        @Override
        public RowWriter create(Path file, List<String> own, Schema schema) throws IOException {
            return new RecordWriter(file, own, schema, ParquetFiles::create);
        }
    };

    private final String ending;
    private final String endings;

    Format(String ending, String endings) {
        this.ending = ending;
        this.endings = endings;
    }

    /** The format of a file by the end of its name. */
    public static Optional<Format> of(Path file) {
        String name = String.valueOf(file.getFileName());
        String end = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(format -> end.matches(format.endings))
                .findFirst();
    }

    /** How the names of files that it writes end. */
    public String ending() {
        return ending;
    }

    /**
     * Opens a file, which the caller closes.
     *
     * @throws io.penstock.PenstockException FATAL, if it is no file of this format
     */
    public abstract RowReader open(Path file) throws IOException;

    /**
     * Creates a file, or writes over one, which the caller closes.
     *
     * @param own the rows' own columns
     * @param schema these columns with their types
     */
    public abstract RowWriter create(Path file, List<String> own, Schema schema) throws IOException;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
