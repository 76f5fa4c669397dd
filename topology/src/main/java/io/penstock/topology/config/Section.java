package io.penstock.topology.config;

import io.penstock.Nearest;
import io.penstock.topology.config.References.Resolved;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One mapping of a configuration file. Reading never throws: a value that is missing or wrong becomes a {@link Problem}
 * with its path, and the reader goes on with the fallback. Every key that is read is remembered, so that the others can
 * be reported as unknown. References such as {@code ${NAME}} are resolved as a value is read. A key with nothing behind
 * it counts as absent. Belongs to one thread.
 */
public final class Section {
    private final String path;
    private final Yaml.Mapping mapping;
    private final References references;
    private final Problems problems;
    private final Scalars scalars;
    private final Set<String> known = new TreeSet<>();
    private final Map<String, List<Section>> children = new LinkedHashMap<>();

    private Section(String path, Yaml.Mapping mapping, References references, Problems problems) {
        this.path = path;
        this.mapping = mapping;
        this.references = references;
        this.problems = problems;
        this.scalars = new Scalars(path, references, problems);
    }

    /**
     * The top of a YAML document.
     *
     * @param folder where relative paths start
     * @param environment what {@code ${NAME}} looks up
     * @throws ConfigException if the text is no YAML mapping; the message names line and column
     */
    public static Section parse(String yaml, Path folder, Map<String, String> environment, Problems problems) {
        Section root =
                new Section("", Yaml.parse(yaml, problems), new References(folder, Map.copyOf(environment)), problems);
        problems.watch(root);
        return root;
    }

    /** The path of this section, such as {@code infer.engine}; empty at the top. */
    public String path() {
        return path;
    }

    /** What is wrong with the file so far. */
    public Problems problems() {
        return problems;
    }

    /** Whether the key is given, with something behind it. Does not count as reading it. */
    public boolean has(String key) {
        return node(key) != null;
    }

    /** A text that must be given; empty, with a problem, if it is not. */
    public String text(String key) {
        return required(key, "text", "", text -> text);
    }

    /** A text. */
    public String text(String key, String fallback) {
        return read(key, "text", fallback, fallback, text -> text);
    }

    /** A text that may be absent. */
    public Optional<String> optionalText(String key) {
        return read(key, "text", Optional.empty(), ConfigKey.NONE, Optional::of);
    }

    /**
     * One constant of an enum, with hyphens or underscores, in any case, or as its {@code toString} spells it.
     *
     * @param <E> the enum
     */
    public <E extends Enum<E>> E choice(String key, Class<E> type, E fallback) {
        return read(key, "choice", fallback, Values.show(fallback), text -> Values.choice(text, type));
    }

    /**
     * A list of constants, each as in {@link #choice}; a single one is a list of one.
     *
     * @param <E> the enum
     */
    public <E extends Enum<E>> List<E> choices(String key, Class<E> type, List<E> fallback) {
        return list(key, "list of choices", fallback, text -> Values.choice(text, type));
    }

    /** A whole number that must be given; {@code min}, with a problem, if it is not. */
    public int integer(String key, int min, int max) {
        return required(key, "integer", min, text -> Values.integer(text, min, max));
    }

    /** A whole number from {@code min} to {@code max}, both included. */
    public int integer(String key, int fallback, int min, int max) {
        return read(key, "integer", fallback, Values.show(fallback), text -> Values.integer(text, min, max));
    }

    /** A finite number, also as a fraction such as {@code 1/255}. */
    public double number(String key, double fallback) {
        return read(key, "number", fallback, Values.show(fallback), Values::number);
    }

    /** {@code true} or {@code false}. */
    public boolean flag(String key, boolean fallback) {
        return read(key, "flag", fallback, Values.show(fallback), Values::flag);
    }

    /** A duration with its unit ({@code ns, us, ms, s, m, h}), zero or positive. */
    public Duration duration(String key, Duration fallback) {
        return read(key, "duration", fallback, Values.show(fallback), Values::duration);
    }

    /** A number of bytes, plain or with a unit ({@code KiB, MiB, GiB} or {@code KB, MB, GB}), zero or positive. */
    public long bytes(String key, long fallback) {
        return read(key, "size", fallback, Values.showBytes(fallback), Values::bytes);
    }

    /** A list of numbers; a single number is a list of one. */
    public List<Double> numbers(String key, List<Double> fallback) {
        return list(key, "list of numbers", fallback, Values::number);
    }

    /** A list of whole numbers; a single number is a list of one. */
    public List<Integer> integers(String key, List<Integer> fallback) {
        return list(
                key,
                "list of integers",
                fallback,
                text -> Values.integer(text, Integer.MIN_VALUE + 1, Integer.MAX_VALUE));
    }

    /** A list of texts; a single text is a list of one. */
    public List<String> texts(String key, List<String> fallback) {
        return list(key, "list of texts", fallback, text -> text);
    }

    /** A section, empty if the key is absent. The same object every time. */
    public Section section(String key) {
        declare(key, "section", ConfigKey.NONE);
        return children.computeIfAbsent(key, absent -> List.of(child(key, node(key), Problems.path(path, key))))
                .get(0);
    }

    /** A list of sections, empty if the key is absent. The same objects every time. */
    public List<Section> sections(String key) {
        declare(key, "list of sections", ConfigKey.NONE);
        return children.computeIfAbsent(key, absent -> {
            List<Section> sections = new ArrayList<>();
            for (Yaml element : elements(key)) {
                sections.add(child(key, element, Problems.path(path, key) + "[" + sections.size() + "]"));
            }
            return List.copyOf(sections);
        });
    }

    /**
     * Free-form properties, with values as text. Nested sections join their keys with dots, lists their elements with
     * commas. The map's {@code toString} masks secrets; a copy's does not.
     */
    public Map<String, String> properties(String key) {
        declare(key, "properties", ConfigKey.NONE);
        Map<String, Resolved> properties = new TreeMap<>();
        Yaml node = node(key);
        if (node instanceof Yaml.Mapping section) {
            section.entries().forEach((name, value) -> scalars.flatten(key, name, value, properties));
        } else if (node != null) {
            problem(key, "must be a section, is " + node.kind());
        }
        return new Properties(properties);
    }

    /** The free-form properties of this section itself: every key that was not read so far. */
    public Map<String, String> otherProperties() {
        Map<String, Resolved> properties = new TreeMap<>();
        mapping.entries().forEach((name, value) -> {
            if (!known.contains(name)) {
                scalars.flatten("", name, value, properties);
            }
        });
        known.addAll(mapping.entries().keySet());
        return new Properties(properties);
    }

    /** A file or folder that exists, relative to the folder of the configuration file; may be absent. */
    public Optional<Path> file(String key) {
        return read(key, "file", Optional.empty(), ConfigKey.NONE, text -> {
            Path file = references.folder().resolve(text).normalize();
            if (!Files.exists(file)) {
                throw InvalidValue.of("no such file", text);
            }
            return Optional.of(file);
        });
    }

    /** Takes note of a key, with all below it, that is for human readers only. */
    public void ignore(String key) {
        declare(key, "anything", ConfigKey.NONE);
    }

    /** Takes note of every key of this section, as for a stage that does not run here. */
    public void ignoreAll() {
        known.addAll(mapping.entries().keySet());
        children.values().forEach(sections -> sections.forEach(Section::ignoreAll));
    }

    /** Reports what is wrong with a key; the value of a secret one is masked in {@code message}. */
    public void problem(String key, String message) {
        problems.add(Problems.path(path, key), scalars.masked(key, message, node(key)), lineOf(key));
    }

    /** The keys and values as written, with secrets and references masked. */
    @Override
    public String toString() {
        return Secrets.show("", mapping);
    }

    void reportUnknownKeys() {
        mapping.entries().forEach((key, value) -> {
            if (!known.contains(key)) {
                problems.add(Problems.path(path, key), "unknown key, " + suggestion(key), value.line());
            }
        });
        children.values().forEach(sections -> sections.forEach(Section::reportUnknownKeys));
    }

    private String suggestion(String key) {
        return Nearest.to(key, known)
                .map(near -> "did you mean " + near + "?")
                .orElseGet(() -> "known are: " + String.join(", ", known));
    }

    private @Nullable Yaml node(String key) {
        Yaml node = mapping.entries().get(key);
        return node instanceof Yaml.Scalar scalar && scalar.empty() ? null : node;
    }

    private int lineOf(String key) {
        Yaml node = mapping.entries().get(key);
        return node == null ? mapping.line() : node.line();
    }

    private void declare(String key, String type, String fallback) {
        known.add(key);
        problems.declare(new ConfigKey(Problems.path(path, key).replaceAll("\\[\\d+]", "[]"), type, fallback));
    }

    private <T> T required(String key, String type, T fallback, Function<String, T> parser) {
        if (!has(key)) {
            problem(key, "is required");
        }
        return read(key, type, fallback, ConfigKey.REQUIRED, parser);
    }

    private <T> T read(String key, String type, T fallback, String shown, Function<String, T> parser) {
        declare(key, type, shown);
        Yaml node = node(key);
        return node == null ? fallback : scalars.parse(key, key, node, parser).orElse(fallback);
    }

    private <T> List<T> list(String key, String type, List<T> fallback, Function<String, T> parser) {
        declare(key, type, Values.show(fallback));
        if (!has(key)) {
            return fallback;
        }
        List<Yaml> elements = elements(key);
        List<T> values = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
            String name = elements.size() == 1 ? key : key + "[" + i + "]";
            scalars.parse(key, name, elements.get(i), parser).ifPresent(values::add);
        }
        return values.size() == elements.size() ? List.copyOf(values) : fallback;
    }

    private List<Yaml> elements(String key) {
        Yaml node = node(key);
        if (node == null) {
            return List.of();
        }
        return node instanceof Yaml.Sequence sequence ? sequence.elements() : List.of(node);
    }

    private Section child(String key, @Nullable Yaml node, String childPath) {
        if (node != null && !(node instanceof Yaml.Mapping)) {
            problem(key, "must be a section, is " + node.kind());
        }
        Yaml.Mapping content = node instanceof Yaml.Mapping found ? found : new Yaml.Mapping(Map.of(), lineOf(key));
        return new Section(childPath, content, references, problems);
    }
}
