package io.penstock.topology.score;

import io.penstock.topology.score.format.Format;
import io.penstock.topology.score.format.MediaTypes;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds what a user names as input: files, folders of them, folders of images, and patterns such as {@code *.csv}. */
public final class ScoreInputs {
    private ScoreInputs() {}

    /**
     * The inputs, in the order in which they are named and by name within a folder or a pattern. A folder that has images
     * is a folder of images, whatever else it has. Images that are named one by one are the last input.
     *
     * @throws IllegalArgumentException if there is none of a name, or it cannot be told what it is
     */
    public static List<ScoreInput> find(List<String> named) throws IOException {
        Map<String, ScoreInput> found = new LinkedHashMap<>();
        Set<Path> images = new LinkedHashSet<>();
        for (String name : named) {
            for (Path path : paths(name)) {
                if (!Files.isDirectory(path) && isImage(path)) {
                    images.add(path);
                } else {
                    inputs(path).forEach(input -> found.putIfAbsent(input.name(), input));
                }
            }
        }
        if (!images.isEmpty()) {
            found.put("images", new ScoreInput("images", List.copyOf(images), Optional.empty()));
        }
        return List.copyOf(found.values());
    }

    private static List<Path> paths(String name) throws IOException {
        Path path = Path.of(name);
        if (Files.exists(path)) {
            return List.of(path);
        }
        Path folder = Optional.ofNullable(path.getParent()).orElse(Path.of(""));
        boolean isPattern = name.chars().anyMatch(character -> "*?[{".indexOf(character) >= 0);
        if (!isPattern || !Files.isDirectory(folder.toAbsolutePath())) {
            throw new IllegalArgumentException("no such input: " + name);
        }
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + path.getFileName());
        try (Stream<Path> children = Files.list(folder)) {
            List<Path> matching = children.filter(child -> matcher.matches(child.getFileName()))
                    .sorted()
                    .toList();
            if (matching.isEmpty()) {
                throw new IllegalArgumentException("no such input: " + name);
            }
            return matching;
        }
    }

    private static List<ScoreInput> inputs(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            return ofFolder(path);
        }
        return List.of(table(
                path,
                Format.of(path)
                        .orElseThrow(() -> new IllegalArgumentException("cannot tell by its name what " + path
                                + " is: name it .csv, .tsv, .jsonl, .avro or .parquet"))));
    }

    private static List<ScoreInput> ofFolder(Path folder) throws IOException {
        List<Path> files = visibleFiles(folder);
        List<Path> images = files.stream().filter(ScoreInputs::isImage).toList();
        if (!images.isEmpty()) {
            return List.of(new ScoreInput(folder.toString(), images, Optional.empty()));
        }
        List<ScoreInput> tables = files.stream()
                .flatMap(file -> Format.of(file).map(format -> table(file, format)).stream())
                .toList();
        if (tables.isEmpty()) {
            throw new IllegalArgumentException("nothing to score in the folder: " + folder);
        }
        return tables;
    }

    /** Without those that other tools hide by the first letter of their names. */
    private static List<Path> visibleFiles(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(Files::isRegularFile)
                    .filter(file -> !name(file).startsWith("_") && !name(file).startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    private static ScoreInput table(Path file, Format format) {
        return new ScoreInput(file.toString(), List.of(file), Optional.of(format));
    }

    private static boolean isImage(Path file) {
        return MediaTypes.of(name(file))
                .filter(type -> type.startsWith("image/"))
                .isPresent();
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
