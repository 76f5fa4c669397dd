package io.penstock.topology.model;

import io.penstock.workshop.build.KeptLayer;
import io.penstock.workshop.plan.PlanProfile;
import io.penstock.workshop.samples.ValueRange;
import io.penstock.workshop.verify.Tolerance;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How plans are built from a model and compared with it: {@code engine} in its {@code model.yaml}.
 *
 * @param maxBatch the most rows of a run
 * @param buckets the lengths that dynamic row dimensions are padded to, growing; empty for models without such
 * @param optBatch the batches to be fastest at, growing, a profile for each; empty for the most rows only
 * @param profiles profiles in full, beside or instead of those of the buckets
 * @param calibration real inputs to find INT8 ranges from
 * @param calibrationBatch the rows of one calibration run
 * @param kept layers that stay in a higher precision
 * @param plugins the libraries of custom operators
 * @param ranges the values that inputs may take, by their names
 * @param tolerances what a plan of a precision may be off, where that is not the usual
 */
public record EngineSettings(
        int maxBatch,
        List<Integer> buckets,
        List<Integer> optBatch,
        List<PlanProfile> profiles,
        Optional<Path> calibration,
        int calibrationBatch,
        List<KeptLayer> kept,
        List<Path> plugins,
        Map<String, ValueRange> ranges,
        Map<String, Tolerance> tolerances) {
    public EngineSettings {
        buckets = List.copyOf(buckets);
        optBatch = List.copyOf(optBatch);
        profiles = List.copyOf(profiles);
        kept = List.copyOf(kept);
        plugins = List.copyOf(plugins);
        ranges = Map.copyOf(ranges);
        tolerances = Map.copyOf(tolerances);
    }

    /** What a plan of this precision may be off. */
    public Tolerance tolerance(String precision) {
        Tolerance own = tolerances.get(precision);
        return own == null ? Tolerance.of(precision) : own;
    }
}
