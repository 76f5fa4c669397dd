package io.penstock.topology.score.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.penstock.schema.EncodedPayload;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An object of JSON.
 *
 * @param line as it was written, from brace to brace
 * @param columns as it was understood; never changed
 */
record JsonRow(String line, ObjectNode columns) implements Row {
    @Override
    public EncodedPayload payload() {
        return Payloads.json(line.substring(1, line.length() - 1));
    }

    @Override
    public String members() {
        return line.substring(1, line.length() - 1).strip();
    }

    @Override
    public @Nullable String text(String column) {
        JsonNode value = columns.get(column);
        if (value == null || value.isNull()) {
            return null;
        }
        return value.isContainerNode() ? value.toString() : value.asText();
    }

    @Override
    public @Nullable Object value(String column) {
        return text(column);
    }

    @Override
    public Optional<String> columnOutside(Set<String> known) {
        for (Map.Entry<String, JsonNode> column : columns.properties()) {
            if (!known.contains(column.getKey())) {
                return Optional.of(column.getKey());
            }
        }
        return Optional.empty();
    }
}
