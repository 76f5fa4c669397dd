package io.penstock.topology.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Collects everything that is wrong with one file while it is read, and every key that the code asked for. Belongs to
 * one thread.
 */
public final class Problems {
    private final String source;
    private final Set<Problem> problems = new LinkedHashSet<>();
    private final Map<String, ConfigKey> keys = new LinkedHashMap<>();
    private final List<Section> roots = new ArrayList<>();

    /**
     * No problems yet.
     *
     * @param source how messages name the file, such as {@code pipeline.yaml}
     */
    public Problems(String source) {
        this.source = source;
    }

    /** Adds a problem; {@code line} is 0 if unknown. */
    public void add(String path, String message, int line) {
        problems.add(new Problem(path, message, line));
    }

    /** What is wrong so far, in the order of the file; unknown keys are not among them before {@link #throwIfAny}. */
    public List<Problem> list() {
        return problems.stream()
                .sorted(Comparator.comparingInt(problem -> problem.line() == 0 ? Integer.MAX_VALUE : problem.line()))
                .toList();
    }

    /** Every key that was asked for so far, whether the file has it or not. */
    public Collection<ConfigKey> keys() {
        return List.copyOf(keys.values());
    }

    /**
     * Ends the reading: every key of the file that nobody has asked for becomes a problem too.
     *
     * @throws ConfigException listing all problems, if there is one
     */
    public void throwIfAny() {
        roots.forEach(Section::reportUnknownKeys);
        if (!problems.isEmpty()) {
            throw new ConfigException(source, list());
        }
    }

    ConfigException fatal(String message, int line) {
        add("", message, line);
        return new ConfigException(source, list());
    }

    void watch(Section root) {
        roots.add(root);
    }

    void declare(ConfigKey key) {
        keys.putIfAbsent(key.path(), key);
    }

    static String path(String section, String key) {
        return section.isEmpty() ? key : section + "." + key;
    }
}
