package io.penstock.topology.demo;

import io.penstock.topology.config.Precision;
import io.penstock.topology.model.HeldOut;
import io.penstock.topology.model.Model;

/**
 * How many answers were right, beside what the model's file says.
 *
 * @param right answers with the image's label
 * @param total all answers
 * @param stated the accuracy in {@code model.yaml}, from 0 to 1, with four decimals
 * @param allowedLoss how much less is still well, at the precision computed in; 0 where it must be what is stated
 */
public record Score(long right, long total, double stated, double allowedLoss) {
    private static final double HALF_OF_THE_LAST_DECIMAL = 0.000_05;
    private static final double ROUNDING = 1e-9;

    /** One that must be what the model's file states. */
    public Score(long right, long total, double stated) {
        this(right, total, stated, 0);
    }

    /** One that may fall short by what the model allows at the precision computed in: at fp32 by nothing. */
    public static Score of(long right, long total, Model model, String precision) {
        double stated = model.heldOut().map(HeldOut::accuracy).orElse(0.0);
        double allowedLoss = precision.equals(Precision.FP32.toString())
                ? 0
                : model.engine().tolerance(precision).maxAccuracyLoss();
        return new Score(right, total, stated, allowedLoss);
    }

    /** The share that was right, from 0 to 1; 0 if there is none. */
    public double accuracy() {
        return total == 0 ? 0 : (double) right / total;
    }

    /** Whether this is what the model's file says, to its four decimals. */
    public boolean isAsStated() {
        return Math.abs(accuracy() - stated) <= HALF_OF_THE_LAST_DECIMAL + ROUNDING;
    }

    /** Whether this is what it should be: as stated or, where something may be lost, at most so much less. */
    public boolean isGood() {
        return isAsStated() || (allowedLoss > 0 && accuracy() >= stated - allowedLoss - ROUNDING);
    }
}
