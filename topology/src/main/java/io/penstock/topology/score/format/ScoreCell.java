package io.penstock.topology.score.format;

import java.util.List;
import java.util.Objects;

/**
 * One of the columns that scoring adds, with its value in one row.
 *
 * @param name the column's name
 * @param type how the value is meant
 * @param value a {@code String} for TEXT and JSON (a document), a {@code Double} or {@code Float} for NUMBER, a {@code
 *     List} of these for NUMBERS
 */
public record ScoreCell(String name, Type type, Object value) {
    /** What a score may be. */
    public enum Type {
        TEXT,
        NUMBER,
        NUMBERS,
        JSON
    }

    public ScoreCell {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(value, "value");
    }

    public static ScoreCell text(String name, String value) {
        return new ScoreCell(name, Type.TEXT, value);
    }

    public static ScoreCell number(String name, Number value) {
        return new ScoreCell(name, Type.NUMBER, value);
    }

    public static ScoreCell numbers(String name, List<? extends Number> values) {
        return new ScoreCell(name, Type.NUMBERS, List.copyOf(values));
    }

    /** Numbers by their names, in this order, as one document. */
    public static ScoreCell scores(String name, List<String> names, List<? extends Number> numbers) {
        StringBuilder members = new StringBuilder();
        for (int i = 0; i < names.size(); i++) {
            JsonText.member(members, names.get(i), JsonText.number(numbers.get(i)));
        }
        return json(name, "{" + members + "}");
    }

    /** A document, such as {@code {"a":0.5}}. */
    public static ScoreCell json(String name, String document) {
        return new ScoreCell(name, Type.JSON, document);
    }

    /** The value as one cell of text; empty for NaN. */
    String asText() {
        return switch (type) {
            case TEXT, JSON -> value.toString();
            case NUMBER -> Double.isNaN(((Number) value).doubleValue()) ? "" : value.toString();
            case NUMBERS -> asJson();
        };
    }

    /** The value as JSON; numbers that JSON does not know are null. */
    String asJson() {
        return switch (type) {
            case TEXT -> JsonText.quoted(value.toString());
            case NUMBER -> JsonText.number((Number) value);
            case NUMBERS -> JsonText.array((List<?>) value);
            case JSON -> value.toString();
        };
    }
}
