package io.penstock.topology.bench.tune;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What differs between two candidates, as data and as lines of {@code pipeline.yaml}. */
public final class ChangedLines {
    private static final String INFER = "infer.";

    private ChangedLines() {}

    static List<Recommendation.Change> between(Candidate from, Candidate to) {
        return Arrays.stream(Setting.values())
                .filter(setting -> !setting.value(from).equals(setting.value(to)))
                .map(setting -> new Recommendation.Change(setting.dotted(), setting.value(from), setting.value(to)))
                .toList();
    }

    /** The lines that {@code pipeline.yaml} has to have, with what they replace. */
    public static List<String> yaml(List<Recommendation.Change> changes) {
        List<String> lines = new ArrayList<>();
        changes.stream()
                .filter(change -> !change.key().startsWith(INFER))
                .forEach(change -> lines.add(line("", change.key(), change)));
        if (changes.stream().anyMatch(change -> change.key().startsWith(INFER))) {
            lines.add("infer:");
        }
        changes.stream()
                .filter(change -> change.key().startsWith(INFER))
                .forEach(change -> lines.add(line("  ", change.key().substring(INFER.length()), change)));
        return lines;
    }

    private static String line(String indent, String key, Recommendation.Change change) {
        return "%-24s # was %s".formatted(indent + key + ": " + change.to(), change.from());
    }
}
