package io.penstock.topology.demo;

/**
 * How many answers were right, beside what the model's file says.
 *
 * @param right answers with the image's label
 * @param total all answers
 * @param stated the accuracy in {@code model.yaml}, from 0 to 1, with four decimals
 */
public record Score(long right, long total, double stated) {
    private static final double HALF_OF_THE_LAST_DECIMAL = 0.000_05;

    /** The share that was right, from 0 to 1; 0 if there is none. */
    public double accuracy() {
        return total == 0 ? 0 : (double) right / total;
    }

    /** Whether this is what the model's file says, to its four decimals. */
    public boolean isAsStated() {
        return Math.abs(accuracy() - stated) <= HALF_OF_THE_LAST_DECIMAL + 1e-9;
    }
}
