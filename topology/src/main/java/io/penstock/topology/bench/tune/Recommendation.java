package io.penstock.topology.bench.tune;

import io.penstock.workshop.bench.BenchPoint;
import java.util.List;

/**
 * Which settings to choose, and why.
 *
 * @param p99Millis the target
 * @param start the pipeline as it is, measured last if it was measured twice
 * @param best the settings to choose: those of the start, unless others are better twice
 * @param meets whether they keep to the target
 * @param changes the settings that differ, as {@code pipeline.yaml} has them
 * @param reasons why, in sentences
 * @param engine the engine alone
 * @param trials all that was tried, in order
 */
public record Recommendation(
        double p99Millis,
        Trial start,
        Trial best,
        boolean meets,
        List<Change> changes,
        List<String> reasons,
        List<BenchPoint> engine,
        List<Trial> trials) {
    public Recommendation {
        changes = List.copyOf(changes);
        reasons = List.copyOf(reasons);
        engine = List.copyOf(engine);
        trials = List.copyOf(trials);
    }

    /**
     * A setting to change.
     *
     * @param key the sections that lead to it and its key
     * @param from its value so far
     * @param to its value from now on
     */
    public record Change(String key, String from, String to) {}
}
