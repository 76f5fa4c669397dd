package io.penstock.topology.recommendation;

import io.penstock.topology.config.PipelineConfig;

/**
 * The topics of a recommendation pipeline. Events and profiles are keyed by user and have the same number of partitions;
 * items are keyed by item. Items and profiles are compacted.
 *
 * @param events what users do
 * @param items the catalogue
 * @param profiles what users told about themselves
 * @param recommendations what comes of it
 */
public record RecommendationTopics(String events, String items, String profiles, String recommendations) {
    /** The topics of {@code input} and {@code output}, and two that bear the pipeline's name. */
    public static RecommendationTopics of(PipelineConfig config) {
        return new RecommendationTopics(
                config.input().topic(),
                config.name() + ".items",
                config.name() + ".profiles",
                config.output().topic());
    }
}
