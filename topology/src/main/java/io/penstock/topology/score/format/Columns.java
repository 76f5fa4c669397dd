package io.penstock.topology.score.format;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.JsonProperties;
import org.apache.avro.NameValidator;
import org.apache.avro.Schema;

/** Schemas of tables. */
final class Columns {
    private static final String NAMESPACE = "io.penstock.scores";

    private Columns() {}

    /** Columns of tables have spaces in their names; Avro holds it for this thread, and offers no other way. */
    @SuppressWarnings("deprecation")
    static void allowAnyNames() {
        Schema.setNameValidator(NameValidator.NO_VALIDATION);
    }

    /** Columns of text that may be missing. */
    static Schema texts(List<String> names) {
        allowAnyNames();
        return Schema.createRecord(
                "Row", null, NAMESPACE, false, names.stream().map(Columns::text).toList());
    }

    private static Schema.Field text(String name) {
        return new Schema.Field(name, optional(Schema.create(Schema.Type.STRING)), null, JsonProperties.NULL_VALUE);
    }

    /** A table's own columns and then those of its scores. */
    static Schema scored(Schema own, List<ScoreCell> scores) {
        allowAnyNames();
        List<Schema.Field> fields = new ArrayList<>();
        own.getFields().forEach(field -> fields.add(new Schema.Field(field, field.schema())));
        scores.forEach(cell -> fields.add(new Schema.Field(cell.name(), type(cell), null, (Object) null)));
        return Schema.createRecord("ScoredRow", null, NAMESPACE, false, fields);
    }

    private static Schema type(ScoreCell cell) {
        return switch (cell.type()) {
            case TEXT, JSON -> Schema.create(Schema.Type.STRING);
            case NUMBER -> number(cell.value());
            case NUMBERS -> Schema.createArray(number(first((List<?>) cell.value())));
        };
    }

    private static Schema number(Object value) {
        return Schema.create(value instanceof Float ? Schema.Type.FLOAT : Schema.Type.DOUBLE);
    }

    private static Object first(List<?> numbers) {
        return numbers.isEmpty() ? 0.0 : numbers.get(0);
    }

    private static Schema optional(Schema type) {
        return Schema.createUnion(Schema.create(Schema.Type.NULL), type);
    }
}
