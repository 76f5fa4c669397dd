package io.penstock.topology.score.format;

import io.penstock.schema.EncodedPayload;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cells of text: in JSON those that JSON knows are numbers and booleans, empty ones are null, all others text. */
record CsvRow(ColumnNames columns, List<String> cells) implements Row {
    @Override
    public EncodedPayload payload() {
        return Payloads.json(members());
    }

    @Override
    public String members() {
        StringBuilder members = new StringBuilder(cells.size() * 16);
        for (int i = 0; i < cells.size(); i++) {
            if (i > 0) {
                members.append(',');
            }
            members.append(columns.quoted(i)).append(':').append(json(cells.get(i)));
        }
        return members.toString();
    }

    private static String json(String cell) {
        if (cell.isEmpty()) {
            return "null";
        }
        boolean asItIs = cell.equals("true") || cell.equals("false") || JsonText.isNumber(cell);
        return asItIs ? cell : JsonText.quoted(cell);
    }

    @Override
    public @Nullable String text(String column) {
        Integer index = columns.index(column);
        return index == null ? null : cells.get(index);
    }

    @Override
    public @Nullable Object value(String column) {
        String text = text(column);
        return text == null || text.isEmpty() ? null : text;
    }
}
