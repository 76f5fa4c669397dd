package io.penstock.topology.score.format;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names of a table's columns, found by name. Immutable. */
final class ColumnNames {
    private final List<String> names;
    private final List<String> quoted;
    private final Map<String, Integer> indices = new HashMap<>();

    ColumnNames(List<String> names) {
        this.names = List.copyOf(names);
        this.quoted = names.stream().map(JsonText::quoted).toList();
        for (int i = 0; i < names.size(); i++) {
            indices.put(names.get(i), i);
        }
    }

    List<String> names() {
        return names;
    }

    /** The column's index; null if there is no such column. */
    @Nullable
    Integer index(String name) {
        return indices.get(name);
    }

    /** The name of a column as JSON has it. */
    String quoted(int index) {
        return quoted.get(index);
    }
}
