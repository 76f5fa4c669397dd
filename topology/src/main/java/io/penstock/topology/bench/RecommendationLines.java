package io.penstock.topology.bench;

import io.penstock.topology.bench.tune.ChangedLines;
import io.penstock.topology.bench.tune.Recommendation;
import io.penstock.topology.terminal.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A recommendation in words. */
final class RecommendationLines {
    private RecommendationLines() {}

    static List<String> of(Recommendation found, Style style) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(style.bold(verdict(found)));
        found.reasons().forEach(reason -> lines.add("  " + reason));
        if (!found.changes().isEmpty()) {
            lines.add("");
            lines.add("In pipeline.yaml:");
            ChangedLines.yaml(found.changes()).forEach(line -> lines.add("  " + line));
        }
        return lines;
    }

    private static String verdict(Recommendation found) {
        String target = String.format(Locale.ROOT, "a p99 of %.0f ms", found.p99Millis());
        if (!found.meets()) {
            return "No settings that were tried keep to " + target
                    + (found.changes().isEmpty() ? "." : "; these come closest:");
        }
        return found.changes().isEmpty()
                ? "Keep the settings: nothing that was tried answers more within " + target + "."
                : "Recommended for " + target + ":";
    }
}
