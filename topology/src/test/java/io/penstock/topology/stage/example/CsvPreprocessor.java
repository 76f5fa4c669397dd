package io.penstock.topology.stage.example;

import io.penstock.RecordException;
import io.penstock.RecordFailure;
import io.penstock.engine.DataType;
import io.penstock.inference.RowSource;
import io.penstock.inference.RowTarget;
import io.penstock.schema.EncodedPayload;
import io.penstock.schema.InferenceRequest;
import io.penstock.topology.stage.ModelBinding;
import io.penstock.topology.stage.Preprocessor;
import io.penstock.topology.stage.TensorElements;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** Parses the lines of a text as rows of numbers. Belongs to one thread. */
final class CsvPreprocessor implements Preprocessor {
    private final ModelBinding model;
    private final int input;
    private final DataType dtype;
    private final int columns;
    private final Pattern separator;

    CsvPreprocessor(ModelBinding model, int input, String separator) {
        this.model = model;
        this.input = input;
        this.dtype = model.signature().inputs().get(input).dtype();
        this.columns = (int) model.signature().inputs().get(input).rowShape().elements();
        this.separator = Pattern.compile(separator, Pattern.LITERAL);
    }

    @Override
    public RowSource prepare(InferenceRequest request) {
        if (!(request.getInput() instanceof EncodedPayload payload
                && payload.getMediaType().equals("text/csv"))) {
            throw new RecordException(RecordFailure.UNSUPPORTED_MEDIA_TYPE, "the csv stage reads text/csv");
        }
        List<String> lines = StandardCharsets.UTF_8
                .decode(payload.getContent().duplicate())
                .toString()
                .lines()
                .toList();
        if (lines.isEmpty() || lines.size() > model.maxRows()) {
            throw new RecordException(
                    RecordFailure.TOO_LARGE,
                    "the text must have from 1 to " + model.maxRows() + " lines: lines=" + lines.size());
        }
        long[] bits = new long[lines.size() * columns];
        for (int row = 0; row < lines.size(); row++) {
            parse(lines.get(row), row, bits);
        }
        return new Rows(lines.size(), bits);
    }

    private void parse(String line, int row, long[] bits) {
        String[] values = separator.split(line, -1);
        if (values.length != columns) {
            throw new RecordException(
                    RecordFailure.SHAPE_MISMATCH,
                    "the line has the wrong number of values: row=" + row + ", values=" + values.length + ", expected="
                            + columns);
        }
        for (int i = 0; i < columns; i++) {
            bits[row * columns + i] = bits(values[i], row);
        }
    }

    private long bits(String value, int row) {
        try {
            return TensorElements.bits(dtype, Double.parseDouble(value)).orElseThrow(NumberFormatException::new);
        } catch (NumberFormatException e) {
            throw new RecordException(
                    RecordFailure.INVALID_INPUT,
                    "the value is no number of the input's dtype: row=" + row + ", value=" + value + ", dtype=" + dtype,
                    e);
        }
    }

    /** Parsed, but not yet written: that happens when the rows have found a place in a batch. */
    private final class Rows implements RowSource {
        private final int rows;
        private final long[] bits;

        Rows(int rows, long[] bits) {
            this.rows = rows;
            this.bits = bits;
        }

        @Override
        public int rows() {
            return rows;
        }

        @Override
        public int bucket() {
            return 0;
        }

        @Override
        public long bytes() {
            return (long) bits.length * Long.BYTES;
        }

        @Override
        public void writeTo(RowTarget target) {
            for (int i = 0; i < bits.length; i++) {
                TensorElements.put(target.input(input), i, dtype, bits[i]);
            }
        }
    }
}
