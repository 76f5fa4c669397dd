package io.penstock.topology.terminal;

import java.util.ArrayList;
import java.util.List;

/** Rows of a name, a value and a remark, in aligned columns. Belongs to one thread. */
public final class Table {
    private static final String INDENT = "  ";

    private final List<Row> rows = new ArrayList<>();
    private final boolean figures;

    private record Row(String name, String value, String remark) {}

    private Table(boolean figures) {
        this.figures = figures;
    }

    /** A table of numbers: its values stand at the right of their column. */
    public static Table ofFigures() {
        return new Table(true);
    }

    /** A table of words: its values stand at the left of their column. */
    public static Table ofWords() {
        return new Table(false);
    }

    /** Adds a row. */
    public Table row(String name, String value, String remark) {
        rows.add(new Row(name, value, remark));
        return this;
    }

    /** The rows as lines. */
    public List<String> lines(Style style) {
        int names = rows.stream().mapToInt(row -> row.name().length()).max().orElse(0);
        int values = rows.stream().mapToInt(row -> row.value().length()).max().orElse(0);
        return rows.stream()
                .map(row -> INDENT
                        + row.name()
                        + pad(names - row.name().length())
                        + INDENT
                        + value(row, values - row.value().length(), style)
                        + (row.remark().isEmpty() ? "" : INDENT + style.faint(row.remark())))
                .map(String::stripTrailing)
                .toList();
    }

    private String value(Row row, int width, Style style) {
        String value = style.bold(row.value());
        return figures ? pad(width) + value : value + pad(width);
    }

    private static String pad(int width) {
        return " ".repeat(width);
    }
}
