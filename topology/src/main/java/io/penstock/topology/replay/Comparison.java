package io.penstock.topology.replay;

import io.penstock.schema.ClassificationOutput;
import io.penstock.schema.DetectionOutput;
import io.penstock.schema.RegressionOutput;
import io.penstock.schema.TensorOutput;
import org.apache.avro.specific.SpecificRecord;

/**
 * Compares the answers to one request. Numbers agree if they differ by the tolerance at most, absolutely or relatively.
 *
 * @param tolerance the largest difference that counts as none
 * @param minIou how much the boxes of one object overlap at least
 */
record Comparison(double tolerance, double minIou) {
    Difference of(SpecificRecord recorded, SpecificRecord replayed) {
        if (recorded instanceof ClassificationOutput before && replayed instanceof ClassificationOutput after) {
            return ClassDifference.of(before.getRows(), after.getRows());
        }
        if (recorded instanceof DetectionOutput before && replayed instanceof DetectionOutput after) {
            return ObjectDifference.of(before, after, minIou);
        }
        if (recorded instanceof RegressionOutput before && replayed instanceof RegressionOutput after) {
            return NumberDifference.of(Numbers.of(before), Numbers.of(after), tolerance);
        }
        if (recorded instanceof TensorOutput before && replayed instanceof TensorOutput after) {
            return NumberDifference.of(Numbers.of(before), Numbers.of(after), tolerance);
        }
        return Difference.incomparable(kind(recorded), kind(replayed));
    }

    private static String kind(SpecificRecord output) {
        return output.getSchema().getName();
    }
}
