package io.penstock.topology.config;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A YAML document as a tree in which every scalar keeps its text and every node its line. */
sealed interface Yaml {
    /** The line this starts in; the first is 1. */
    int line();

    /** What this is, for messages. */
    default String kind() {
        if (this instanceof Mapping) {
            return "a section";
        }
        return this instanceof Sequence ? "a list" : "a single value";
    }

    /**
     * A value.
     *
     * @param text as written, without quotes
     * @param empty whether it is null, as in {@code key:} with nothing behind it
     */
    record Scalar(String text, boolean empty, int line) implements Yaml {}

    /** A list. */
    record Sequence(List<Yaml> elements, int line) implements Yaml {}

    /** A section; its keys are in the order of the file. */
    record Mapping(Map<String, Yaml> entries, int line) implements Yaml {}

    /**
     * Reads one document; an empty one is an empty mapping. Keys given twice become problems.
     *
     * @throws ConfigException if the text is no YAML mapping; the message names line and column
     */
    static Mapping parse(String text, Problems problems) {
        try {
            Node root = new org.yaml.snakeyaml.Yaml(new LoaderOptions()).compose(new StringReader(text));
            if (root == null || root.getTag().equals(Tag.NULL)) {
                return new Mapping(Map.of(), 1);
            }
            if (new Reader(problems).read(root, "") instanceof Mapping mapping) {
                return mapping;
            }
            throw problems.fatal("the file is no YAML mapping of keys to values", lineOf(root));
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark();
            String column = mark == null ? "" : ", column " + (mark.getColumn() + 1);
            throw problems.fatal(
                    "is not valid YAML: " + e.getProblem() + column, mark == null ? 0 : mark.getLine() + 1);
        } catch (org.yaml.snakeyaml.error.YAMLException e) {
            throw problems.fatal("is not valid YAML: " + e.getMessage(), 0);
        }
    }

    private static int lineOf(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    /** Turns the parser's nodes into this tree. */
    final class Reader {
        private final Problems problems;
        private final Set<Node> open = new HashSet<>();

        Reader(Problems problems) {
            this.problems = problems;
        }

        Yaml read(Node node, String path) {
            if (!open.add(node)) {
                throw problems.fatal("an anchor contains itself", lineOf(node));
            }
            try {
                return switch (node.getNodeId()) {
                    case mapping -> mapping((MappingNode) node, path);
                    case sequence -> sequence((SequenceNode) node, path);
                    default -> scalar((ScalarNode) node);
                };
            } finally {
                open.remove(node);
            }
        }

        private static Scalar scalar(ScalarNode node) {
            return new Scalar(node.getValue(), node.getTag().equals(Tag.NULL), lineOf(node));
        }

        private Sequence sequence(SequenceNode node, String path) {
            List<Yaml> elements = new ArrayList<>();
            for (Node element : node.getValue()) {
                elements.add(read(element, path + "[" + elements.size() + "]"));
            }
            return new Sequence(elements, lineOf(node));
        }

        private Mapping mapping(MappingNode node, String path) {
            Map<String, Yaml> entries = new LinkedHashMap<>();
            for (NodeTuple entry : node.getValue()) {
                int line = lineOf(entry.getKeyNode());
                if (!(entry.getKeyNode() instanceof ScalarNode key)) {
                    throw problems.fatal("a key must be a plain text", line);
                }
                String keyPath = Problems.path(path, key.getValue());
                Yaml value = read(entry.getValueNode(), keyPath);
                Yaml first = entries.putIfAbsent(key.getValue(), value);
                if (first != null) {
                    problems.add(keyPath, "is given twice, first in line " + first.line(), line);
                }
            }
            return new Mapping(entries, lineOf(node));
        }
    }
}
