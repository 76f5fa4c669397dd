package io.penstock.topology.demo.recommendation;

/**
 * The pipeline's recommendations, beside those of popularity and the best there are.
 *
 * @param judged how many recommendations were judged
 * @param pipeline what the pipeline recommended
 * @param popularity the items with the most events so far, the same for every user
 * @param optimum the best of each: by click, and by next event for the hit rate
 * @param newUsers what the pipeline recommended to users that the model does not know
 */
public record Comparison(int judged, Quality pipeline, Quality popularity, Quality optimum, Quality newUsers) {
    /** By how much the pipeline's NDCG@10 must be better than popularity's. */
    public static final double MARGIN = 0.3;

    /** Whether the pipeline is better than popularity by the margin, and its hit rate is higher. */
    public boolean isBetter() {
        return pipeline.ndcg() >= popularity.ndcg() + MARGIN && pipeline.hitRate() > popularity.hitRate();
    }
}
