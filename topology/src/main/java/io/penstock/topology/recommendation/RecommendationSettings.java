package io.penstock.topology.recommendation;

/**
 * How much a recommendation is.
 *
 * @param candidates the most candidates that are ranked for an event; one request has a row for each
 * @param topK the most items that are recommended
 */
public record RecommendationSettings(int candidates, int topK) {
    /** A hundred candidates, ten recommended. */
    public static final RecommendationSettings DEFAULTS = new RecommendationSettings(100, 10);

    public RecommendationSettings {
        if (topK < 1 || candidates < topK) {
            throw new IllegalArgumentException(
                    "topK must be from 1 to the number of candidates: topK=" + topK + ", candidates=" + candidates);
        }
    }
}
