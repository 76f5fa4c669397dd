package io.penstock.topology.score.format;

import io.penstock.schema.EncodedPayload;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record of Avro's.
 *
 * @param columns never changed
 */
record RecordRow(GenericRecord columns) implements Row {
    @Override
    public EncodedPayload payload() {
        return Payloads.json(members());
    }

    @Override
    public String members() {
        return RecordJson.members(columns);
    }

    @Override
    public @Nullable String text(String column) {
        Object value = value(column);
        if (value == null) {
            return null;
        }
        String text = RecordJson.isContainer(value) ? RecordJson.of(value) : RecordJson.text(value);
        return text.equals("NaN") ? null : text;
    }

    @Override
    public @Nullable Object value(String column) {
        Schema.Field field = columns.getSchema().getField(column);
        return field == null ? null : columns.get(field.pos());
    }
}
