package io.penstock.topology.stage;

import io.penstock.topology.config.Problem;
import io.penstock.topology.config.Problems;
import io.penstock.topology.config.Section;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * A stage's section as a test writes it.
 *
 * @param section what the stage reads
 * @param problems what it finds wrong
 */
public record Settings(Section section, Problems problems) {
    /** A section named {@code stage} with these lines, relative to the working directory. */
    public static Settings of(String... lines) {
        return in(Path.of("."), lines);
    }

    /** A section named {@code stage} with these lines, relative to a folder. */
    public static Settings in(Path folder, String... lines) {
        Problems problems = new Problems("test.yaml");
        String yaml = "stage:\n  type: test\n  " + String.join("\n  ", lines) + "\n";
        Section section = Section.parse(yaml, folder, Map.of(), problems).section("stage");
        section.text("type");
        return new Settings(section, problems);
    }

    /** What is wrong with the settings once a stage has read them, unknown keys left out, as {@code path: message}. */
    public List<String> problemsOf(BiFunction<Section, ModelBinding, ?> stage, ModelBinding model) {
        var unused = stage.apply(section, model);
        return problems.list().stream()
                .map(problem -> new Problem(problem.path(), problem.message(), 0).toString())
                .toList();
    }

    /** The stage itself, if there is nothing wrong with its settings. */
    public <T> T read(BiFunction<Section, ModelBinding, T> stage, ModelBinding model) {
        T made = stage.apply(section, model);
        problems.throwIfAny();
        return made;
    }
}
