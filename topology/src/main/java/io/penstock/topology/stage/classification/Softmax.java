package io.penstock.topology.stage.classification;

/** Turns scores into probabilities. */
final class Softmax {
    private Softmax() {}

    /** {@code exp(score) / sum(exp(score))}, in place; no score is so large that it overflows. */
    static double[] of(double[] scores) {
        double max = Double.NEGATIVE_INFINITY;
        for (double score : scores) {
            max = Math.max(max, score);
        }
        double sum = 0;
        for (int i = 0; i < scores.length; i++) {
            scores[i] = Math.exp(scores[i] - max);
            sum += scores[i];
        }
        for (int i = 0; i < scores.length; i++) {
            scores[i] /= sum;
        }
        return scores;
    }
}
