package io.penstock.schema.serde;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.penstock.schema.Contract;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import org.apache.avro.Schema;

/** Schemas of older and newer clients, made from those of this version. */
final class OtherVersions {
    private static final ObjectMapper JSON = new ObjectMapper();

    private OtherVersions() {}

    /** The contract's schema of that simple name. */
    static Schema current(String name) {
        return Contract.current().stream()
                .filter(schema -> schema.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    static Schema withField(Schema schema, String field) {
        return edited(schema, root -> fields(root).add(parse(field)));
    }

    static Schema withoutField(Schema schema, String name) {
        return edited(schema, root -> fields(root)
                .removeIf(field -> field.path("name").textValue().equals(name)));
    }

    static Schema withUnionBranch(Schema schema, String name, String branch) {
        return edited(schema, root -> StreamSupport.stream(fields(root).spliterator(), false)
                .filter(field -> field.path("name").textValue().equals(name))
                .forEach(field -> ((ArrayNode) field.path("type")).add(parse(branch))));
    }

    static Schema withSymbol(Schema schema, String before, String symbol) {
        return Contract.parse(
                schema.toString().replace("\"" + before + "\"]", "\"" + before + "\",\"" + symbol + "\"]"));
    }

    private static Schema edited(Schema schema, Consumer<ObjectNode> edit) {
        var root = (ObjectNode) parse(schema.toString());
        edit.accept(root);
        return Contract.parse(root.toString());
    }

    private static ArrayNode fields(ObjectNode root) {
        return (ArrayNode) root.path("fields");
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
