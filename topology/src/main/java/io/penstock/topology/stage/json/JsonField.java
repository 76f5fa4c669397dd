package io.penstock.topology.stage.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.penstock.RecordException;
import io.penstock.RecordFailure;
import io.penstock.topology.stage.TensorElements;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A field of a document and the elements that it becomes. Immutable and thread-safe.
 *
 * @param shared whether it is looked for in the document, for all rows, and not in each row
 * @param fallback the bits of every element where the field is missing; empty if it must not be
 * @param hash how words become numbers that no vocabulary lists; null if they do not
 */
record JsonField(
        FieldPath path,
        boolean shared,
        FieldTarget target,
        OptionalLong fallback,
        Vocabulary vocabulary,
        @Nullable WordHash hash) {
    private static final int SHOWN = 40;

    /**
     * Writes the field's elements of one row.
     *
     * @throws RecordException INVALID_INPUT, if it is missing, of the wrong kind or length, or does not fit the dtype
     */
    void write(JsonNode document, JsonNode row, int number, ByteBuffer buffer) {
        JsonNode value = path.in(shared ? document : row);
        if (value.isMissingNode()) {
            long bits = fallback.orElseThrow(() -> refused("is missing and has no default", number, ""));
            for (int i = 0; i < target.length(); i++) {
                put(buffer, number, i, bits);
            }
            return;
        }
        int written = write(value, number, 0, buffer);
        if (written != target.length()) {
            throw wrongLength(number, written);
        }
    }

    /** Writes a value, or the values of an array and its arrays, from this index on, and says where they end. */
    private int write(JsonNode value, int row, int index, ByteBuffer buffer) {
        if (!value.isArray()) {
            if (index < target.length()) {
                put(buffer, row, index, bits(value, row));
            }
            return index + 1;
        }
        int next = index;
        for (JsonNode element : value) {
            next = write(element, row, next, buffer);
        }
        return next;
    }

    private void put(ByteBuffer buffer, int row, int index, long bits) {
        TensorElements.put(buffer, target.element(row, index), target.dtype(), bits);
    }

    private long bits(JsonNode value, int row) {
        if (!vocabulary.isEmpty()) {
            return vocabulary
                    .bits(value)
                    .orElseThrow(() -> refused("is not in its vocabulary", row, ", value=" + shown(value)));
        }
        if (hash != null) {
            return hash.bits(value);
        }
        if (!value.isNumber() && !value.isBoolean()) {
            throw refused("is neither a number nor a boolean", row, ", kind=" + kind(value));
        }
        return number(value)
                .orElseThrow(() -> refused(
                        "does not fit the input's dtype",
                        row,
                        ", value=" + shown(value) + ", dtype=" + target.dtype()));
    }

    private OptionalLong number(JsonNode value) {
        if (value.isBoolean()) {
            return TensorElements.bits(target.dtype(), value.booleanValue() ? 1L : 0L);
        }
        return value.canConvertToLong() && value.isIntegralNumber()
                ? TensorElements.bits(target.dtype(), value.longValue())
                : TensorElements.bits(target.dtype(), value.doubleValue());
    }

    private RecordException wrongLength(int row, int values) {
        return refused("has the wrong number of values", row, ", values=" + values + ", expected=" + target.length());
    }

    private RecordException refused(String what, int row, String details) {
        return new RecordException(
                RecordFailure.INVALID_INPUT, "the field " + what + ": field=" + path.text() + ", row=" + row + details);
    }

    private static String kind(JsonNode value) {
        return value.getNodeType().name().toLowerCase(Locale.ROOT);
    }

    private static String shown(JsonNode value) {
        String text = value.toString();
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
    }
}
