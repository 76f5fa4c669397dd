package io.penstock.topology.replay;

/**
 * How an answer differs from the recorded one to the same request.
 *
 * @param agrees whether a user would take them for the same: the same best class, the same objects, or numbers within
 *     the tolerance
 * @param absolute the largest difference of a number in them
 * @param relative that difference as a fraction of the recorded number; 0 where the numbers are scores
 * @param recorded the recorded answer, in short: the best class, say
 * @param replayed the new one
 */
public record Difference(boolean agrees, double absolute, double relative, String recorded, String replayed) {
    /** Answers of two kinds, or of two shapes: nothing in them can be compared. */
    static Difference incomparable(String recorded, String replayed) {
        return new Difference(false, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, recorded, replayed);
    }
}
