package io.penstock.topology.config;

import io.penstock.topology.config.References.Resolved;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Resolves and parses the values of one section; what goes wrong becomes a problem. */
final class Scalars {
    private final String section;
    private final References references;
    private final Problems problems;

    Scalars(String section, References references, Problems problems) {
        this.section = section;
        this.references = references;
        this.problems = problems;
    }

    /**
     * The value of a node.
     *
     * @param key the key it belongs to, which may say that it is a secret
     * @param name how problems name it within the section: the key, or one element of its list
     * @return empty if there is a problem with it
     */
    <T> Optional<T> parse(String key, String name, Yaml node, Function<String, T> parser) {
        return resolve(key, name, node).flatMap(value -> {
            try {
                return Optional.of(parser.apply(value.text()));
            } catch (InvalidValue e) {
                report(name, e.describe(value.secret()), node.line());
                return Optional.empty();
            }
        });
    }

    /** Adds every value below a node, under keys joined with dots; lists join their elements with commas. */
    void flatten(String parent, String name, Yaml node, Map<String, Resolved> into) {
        if (node instanceof Yaml.Mapping nested) {
            nested.entries().forEach((key, value) -> flatten(parent, name + "." + key, value, into));
            return;
        }
        List<Yaml> elements = node instanceof Yaml.Sequence list ? list.elements() : List.of(node);
        List<Resolved> values = elements.stream()
                .map(element -> resolve(name, Problems.path(parent, name), element))
                .flatMap(Optional::stream)
                .toList();
        String text = values.stream().map(Resolved::text).collect(Collectors.joining(","));
        into.put(name, new Resolved(text, values.stream().anyMatch(Resolved::secret)));
    }

    /** A message without the value of this key, if that is secret. */
    String masked(String key, String message, @Nullable Yaml node) {
        if (!(node instanceof Yaml.Scalar scalar)) {
            return message;
        }
        try {
            Resolved value = references.resolve(key, scalar.text());
            return value.secret() && !value.text().isEmpty() ? message.replace(value.text(), Secrets.MASK) : message;
        } catch (InvalidValue e) {
            return message;
        }
    }

    private Optional<Resolved> resolve(String key, String name, Yaml node) {
        try {
            if (node instanceof Yaml.Scalar scalar) {
                return Optional.of(references.resolve(key, scalar.text()));
            }
            throw InvalidValue.of("must be a single value", node.kind());
        } catch (InvalidValue e) {
            report(name, e.describe(false), node.line());
            return Optional.empty();
        }
    }

    private void report(String name, String message, int line) {
        problems.add(Problems.path(section, name), message, line);
    }
}
