package io.penstock.topology.cli.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Adds layers to {@code engine.keep} of a {@code model.yaml}, and leaves all else, comments too, as it is. */
final class KeptInModelFile {
    private static final String ENGINE = "engine:";
    private static final String KEEP = "  keep:";

    private KeptInModelFile() {}

    /** The section that keeps these layers. */
    static List<String> lines(List<String> layers) {
        List<String> lines = new ArrayList<>(List.of(ENGINE, KEEP));
        lines.addAll(items(layers));
        return lines;
    }

    private static List<String> items(List<String> layers) {
        return layers.stream()
                .map(layer -> "    - { layer: \"" + layer.replace("\\", "\\\\").replace("\"", "\\\"")
                        + "\", precision: fp32 }")
                .toList();
    }

    /** Writes them into the file. */
    static void add(Path file, List<String> layers) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        int engine = indexOf(lines, ENGINE, 0);
        if (engine < 0) {
            lines.add("");
            lines.addAll(lines(layers));
        } else {
            addTo(lines, engine, layers);
        }
        Files.write(file, lines);
    }

    private static void addTo(List<String> lines, int engine, List<String> layers) {
        int end = engine + 1;
        while (end < lines.size() && (lines.get(end).isBlank() || lines.get(end).startsWith(" "))) {
            end++;
        }
        int keep = indexOf(lines.subList(0, end), KEEP, engine);
        if (keep < 0) {
            lines.add(engine + 1, KEEP);
            keep = engine + 1;
        }
        lines.addAll(keep + 1, items(layers));
    }

    private static int indexOf(List<String> lines, String start, int from) {
        for (int i = from; i < lines.size(); i++) {
            if (lines.get(i).stripTrailing().equals(start)) {
                return i;
            }
        }
        return -1;
    }
}
