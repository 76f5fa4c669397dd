package io.penstock.topology.score.format;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** Avro's values as JSON: bytes in Base64, NaN and infinities as null, dates and times as the numbers that they are. */
final class RecordJson {
    private RecordJson() {}

    /** The fields of a record as the members of an object, without the braces. */
    static String members(GenericRecord record) {
        StringBuilder members = new StringBuilder();
        for (Schema.Field field : record.getSchema().getFields()) {
            JsonText.member(members, field.name(), of(record.get(field.pos())));
        }
        return members.toString();
    }

    static String of(@Nullable Object value) {
        if (value == null || value instanceof Boolean) {
            return String.valueOf(value);
        }
        if (value instanceof Number number) {
            return JsonText.number(number);
        }
        if (value instanceof GenericRecord inner) {
            return "{" + members(inner) + "}";
        }
        if (value instanceof Collection<?> elements) {
            return array(elements);
        }
        if (value instanceof Map<?, ?> entries) {
            StringBuilder members = new StringBuilder();
            entries.forEach((key, each) -> JsonText.member(members, key.toString(), of(each)));
            return "{" + members + "}";
        }
        return JsonText.quoted(text(value));
    }

    private static String array(Collection<?> elements) {
        StringBuilder array = new StringBuilder("[");
        for (Object element : elements) {
            array.append(array.length() == 1 ? "" : ",").append(of(element));
        }
        return array.append(']').toString();
    }

    static boolean isContainer(Object value) {
        return value instanceof GenericRecord || value instanceof Collection<?> || value instanceof Map<?, ?>;
    }

    /** A value that is no container as text, without quotes. */
    static String text(Object value) {
        if (value instanceof ByteBuffer bytes) {
            byte[] copy = new byte[bytes.remaining()];
            bytes.duplicate().get(copy);
            return Base64.getEncoder().encodeToString(copy);
        }
        return value instanceof GenericFixed fixed
                ? Base64.getEncoder().encodeToString(fixed.bytes())
                : value.toString();
    }
}
