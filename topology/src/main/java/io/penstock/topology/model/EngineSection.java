package io.penstock.topology.model;

import io.penstock.topology.config.Section;
import io.penstock.workshop.build.BuildRequest;
import io.penstock.workshop.build.KeptLayer;
import io.penstock.workshop.plan.PlanProfile;
import io.penstock.workshop.plan.RowRange;
import io.penstock.workshop.plan.ShapeNotation;
import io.penstock.workshop.samples.ValueRange;
import io.penstock.workshop.verify.Tolerance;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads {@code engine} of a {@code model.yaml}. Problems are noted in the section. */
final class EngineSection {
    private static final int MAX_BATCH = 64;
    private static final int CALIBRATION_BATCH = 32;

    private final Section section;
    private final Map<String, ValueRange> ranges;

    EngineSection(Section section, Map<String, ValueRange> ranges) {
        this.section = section;
        this.ranges = ranges;
    }

    EngineSettings read() {
        return new EngineSettings(
                section.integer("maxBatch", MAX_BATCH, 1, 1 << 20),
                section.integers("buckets", List.of()),
                optBatch(),
                profiles(),
                section.file("calibration"),
                section.integer("calibrationBatch", CALIBRATION_BATCH, 1, 1 << 16),
                kept(),
                section.texts("plugins", List.of()).stream().map(Path::of).toList(),
                ranges,
                tolerances());
    }

    private List<Integer> optBatch() {
        List<Integer> rows = section.integers("optBatch", List.of());
        if (!rows.isEmpty()) {
            // throws what is wrong with them
            noted(section, "optBatch", () -> RowRange.tuned(1, rows, rows.get(rows.size() - 1)));
        }
        return rows;
    }

    private List<PlanProfile> profiles() {
        List<PlanProfile> profiles = new ArrayList<>();
        for (Section each : section.sections("profiles")) {
            String name = "shapes-" + (profiles.size() + 1);
            noted(section, "profiles", () -> ShapeNotation.parse(name, each.otherProperties()))
                    .ifPresent(profiles::add);
        }
        return profiles;
    }

    private List<KeptLayer> kept() {
        List<KeptLayer> kept = new ArrayList<>();
        for (Section each : section.sections("keep")) {
            String name = each.text("layer", "");
            String type = each.text("type", "");
            String precision = each.text("precision", "fp32");
            if (name.isEmpty() == type.isEmpty()) {
                each.problem("layer", "needs either layer, the name of a node, or type, that of an operator");
                continue;
            }
            KeptLayer.By by = type.isEmpty() ? KeptLayer.By.NAME : KeptLayer.By.TYPE;
            noted(each, "precision", () -> new KeptLayer(by, name + type, precision))
                    .ifPresent(kept::add);
        }
        return kept;
    }

    private Map<String, Tolerance> tolerances() {
        Section all = section.section("tolerance");
        Map<String, Tolerance> tolerances = new HashMap<>();
        for (String precision : BuildRequest.PRECISIONS) {
            Section own = all.section(precision);
            Tolerance usual = Tolerance.of(precision);
            double maxRelative = own.number("maxRelative", usual.maxRelative());
            double meanRelative = own.number("meanRelative", usual.meanRelative());
            double minCosine = own.number("minCosine", usual.minCosine());
            double minTop1 = own.number("minTop1", usual.minTop1());
            double maxLoss = own.number("maxAccuracyLoss", usual.maxAccuracyLoss());
            noted(all, precision, () -> new Tolerance(maxRelative, meanRelative, minCosine, minTop1, maxLoss))
                    .ifPresent(tolerance -> tolerances.put(precision, tolerance));
        }
        return tolerances;
    }

    private static <T> Optional<T> noted(Section section, String key, Supplier<T> value) {
        try {
            return Optional.of(value.get());
        } catch (IllegalArgumentException e) {
            section.problem(key, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }
}
