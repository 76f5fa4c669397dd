package io.penstock.topology.stage.json;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

/**
 * Where a value is in a document.
 *
 * @param text as the settings have it: a JSON pointer such as {@code /user/age}, or {@code user.age}
 */
record FieldPath(String text, JsonPointer pointer) {
    /**
     * Understands both spellings; an empty text is the document itself.
     *
     * @throws IllegalArgumentException if it is no JSON pointer though it begins like one
     */
    static FieldPath of(String text) {
        boolean isPointer = text.isEmpty() || text.startsWith("/");
        return new FieldPath(text, JsonPointer.compile(isPointer ? text : "/" + text.replace('.', '/')));
    }

    /** The value; one that is null counts as missing. */
    JsonNode in(JsonNode node) {
        JsonNode found = node.at(pointer);
        return found.isNull() ? MissingNode.getInstance() : found;
    }
}
