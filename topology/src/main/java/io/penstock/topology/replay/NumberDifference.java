package io.penstock.topology.replay;

import java.util.Locale;

/** Compares numbers, one by one. */
final class NumberDifference {
    private NumberDifference() {}

    static Difference of(double[] recorded, double[] replayed, double tolerance) {
        if (recorded.length != replayed.length) {
            return Difference.incomparable(recorded.length + " numbers", replayed.length + " numbers");
        }
        boolean agrees = true;
        double absolute = 0;
        double relative = 0;
        int worst = 0;
        for (int i = 0; i < recorded.length; i++) {
            double by = absolute(recorded[i], replayed[i]);
            double fraction = by == 0 ? 0 : by / Math.abs(recorded[i]);
            agrees &= by <= tolerance || fraction <= tolerance;
            relative = Math.max(relative, fraction);
            if (by > absolute) {
                absolute = by;
                worst = i;
            }
        }
        return new Difference(agrees, absolute, relative, text(recorded, worst), text(replayed, worst));
    }

    /** NaN and infinities differ by nothing from the same and infinitely from all else. */
    private static double absolute(double recorded, double replayed) {
        if (Double.compare(recorded, replayed) == 0) {
            return 0;
        }
        double by = Math.abs(recorded - replayed);
        return Double.isNaN(by) ? Double.POSITIVE_INFINITY : by;
    }

    private static String text(double[] numbers, int index) {
        return numbers.length == 0 ? "none" : String.format(Locale.ROOT, "%.6g", numbers[index]);
    }
}
