package io.penstock.topology.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.List;

/**
 * The text of a {@code pipeline.yaml} with some of its keys set anew, for those who run a pipeline elsewhere than it
 * says: a value given so may hold references, as any other. Immutable.
 */
public final class PipelineText {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final JsonMapper JSON = new JsonMapper();

    private final ObjectNode root;

    private PipelineText(ObjectNode root) {
        this.root = root;
    }

    /**
     * A text as it is.
     *
     * @param source how messages name it
     * @throws ConfigException if it is no YAML mapping
     */
    public static PipelineText of(String yaml, String source) {
        try {
            if (YAML.readTree(yaml) instanceof ObjectNode mapping) {
                return new PipelineText(mapping);
            }
            throw refused(source, "the file is no YAML mapping of keys to values");
        } catch (JsonProcessingException e) {
            throw refused(source, "is not valid YAML: " + e.getOriginalMessage());
        }
    }

    private static ConfigException refused(String source, String reason) {
        return new ConfigException(source, List.of(new Problem("", reason, 0)));
    }

    /**
     * The text with this value at a key, whatever was there.
     *
     * @param path the sections that lead to the key, and the key; a section that is missing comes into being
     */
    public PipelineText with(String value, String... path) {
        ObjectNode copy = root.deepCopy();
        ObjectNode section = copy;
        for (int i = 0; i < path.length - 1; i++) {
            JsonNode found = section.get(path[i]);
            section = found instanceof ObjectNode mapping ? mapping : section.putObject(path[i]);
        }
        section.put(path[path.length - 1], value);
        return new PipelineText(copy);
    }

    /** The text without this key, if it was there. */
    public PipelineText without(String section, String key) {
        ObjectNode copy = root.deepCopy();
        if (copy.get(section) instanceof ObjectNode mapping) {
            mapping.remove(key);
        }
        return new PipelineText(copy);
    }

    /** The text; not laid out as the original was. */
    public String yaml() {
        try {
            return JSON.writeValueAsString(root); // which is YAML too
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree is always representable", e);
        }
    }
}
