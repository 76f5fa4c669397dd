package io.penstock.topology.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tables of {@code docs/configuration.md}. Under a heading {@code ## `infer`} stand the keys of that section, under
 * {@code ## `preprocess` of type `image`} those that this stage reads from it, and under {@code ## The pipeline} those of
 * the top.
 */
public final class ConfigurationReference {
    private static final Pattern HEADING = Pattern.compile("##+ (.*)");
    private static final Pattern SECTION = Pattern.compile("`([^`]+)`.*");
    private static final Pattern ROW = Pattern.compile("\\| `([^`]+)` \\| ([^|]+) \\| ([^|]+) \\| .+ \\| .* ?\\|");
    private static final String TOP = "The pipeline";

    private ConfigurationReference() {}

    /** The keys that {@code pipeline.yaml} has whatever its stages are. */
    public static List<ConfigKey> ofThePipeline() {
        return keys(heading -> heading.equals(TOP) || heading.matches("`[^`]+`"));
    }

    /** The keys that a stage of this type reads, as in {@code preprocess}, {@code image}. */
    public static List<ConfigKey> ofStage(String section, String type) {
        return keys(heading -> heading.equals("`" + section + "` of type `" + type + "`"));
    }

    private static List<ConfigKey> keys(Predicate<String> wanted) {
        List<ConfigKey> keys = new ArrayList<>();
        String heading = "";
        for (String line : lines()) {
            Matcher matcher = HEADING.matcher(line);
            if (matcher.matches()) {
                heading = matcher.group(1);
            } else if (wanted.test(heading)) {
                row(heading, line).ifPresent(keys::add);
            }
        }
        return keys;
    }

    private static Optional<ConfigKey> row(String heading, String line) {
        Matcher row = ROW.matcher(line);
        if (!row.matches()) {
            return Optional.empty();
        }
        Matcher section = SECTION.matcher(heading);
        String path = Problems.path(section.matches() ? section.group(1) : "", row.group(1));
        return Optional.of(new ConfigKey(path, row.group(2), row.group(3).replace("`", "")));
    }

    private static List<String> lines() {
        Path models = Path.of(Objects.requireNonNull(System.getProperty("penstock.models")));
        try {
            return Files.readAllLines(models.resolve("../../docs/configuration.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
