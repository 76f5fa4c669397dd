package io.penstock.topology.stage;

import io.penstock.topology.config.Section;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The names of a model's classes.
 *
 * @param names by index; empty if there are none
 */
public record Labels(List<String> names) {
    public Labels {
        names = List.copyOf(names);
    }

    /**
     * Those of the file that {@code labels} names, one a line, or else the model's own.
     *
     * @param classes how many classes the model has; not positive if that is not known
     */
    public static Labels read(Section settings, ModelBinding model, long classes) {
        Optional<Path> file = settings.file("labels");
        List<String> names = file.map(path -> lines(settings, path)).orElse(model.labels());
        if (!names.isEmpty() && classes > 0 && names.size() != classes) {
            settings.problem(
                    "labels",
                    "must have one line for each class: labels=" + names.size() + ", classes=" + classes + ", from="
                            + file.map(Path::toString).orElse("model " + model.name()));
        }
        return new Labels(names);
    }

    /** The name of this class; empty if it has none. */
    public String name(int index) {
        return index < names.size() ? names.get(index) : "";
    }

    private static List<String> lines(Section settings, Path file) {
        try {
            return Files.readAllLines(file).stream().map(String::strip).toList();
        } catch (IOException e) {
            settings.problem("labels", "cannot be read as UTF-8 text: " + e);
            return List.of();
        }
    }
}
