package io.penstock.workshop.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * A logarithmic scale over whole decades, or less where the values span little.
 *
 * @param min the value at its start
 * @param max the value at its end
 * @param start the coordinate of its start
 * @param end the coordinate of its end
 */
public record LogAxis(double min, double max, double start, double end) {
    private static final double[] STEPS = {1, 2, 5};

    /** A scale on which all these positive values lie between two round ones. */
    public static LogAxis over(double[] values, double start, double end) {
        double least = Double.MAX_VALUE;
        double greatest = Double.MIN_VALUE;
        for (double value : values) {
            least = Math.min(least, value);
            greatest = Math.max(greatest, value);
        }
        double min = 0;
        double max = 0;
        for (double round : rounds(least, greatest)) {
            min = round <= least ? round : min;
            max = round >= greatest && max == 0 ? round : max;
        }
        return new LogAxis(min, max == min ? max * 2 : max, start, end);
    }

    /** The coordinate of a value. */
    public double at(double value) {
        return start + (end - start) * Math.log(value / min) / Math.log(max / min);
    }

    /** The round values to mark. */
    public List<Double> ticks() {
        boolean wide = max / min > 300;
        return rounds(min, max).stream()
                .filter(round -> round >= min * 0.999 && round <= max * 1.001)
                .filter(round -> !wide || isPowerOfTen(round))
                .toList();
    }

    private static boolean isPowerOfTen(double value) {
        double exponent = Math.log10(value);
        return Math.abs(exponent - Math.rint(exponent)) < 1e-9;
    }

    private static List<Double> rounds(double least, double greatest) {
        List<Double> rounds = new ArrayList<>();
        int first = (int) Math.floor(Math.log10(least)) - 1;
        int last = (int) Math.ceil(Math.log10(greatest)) + 1;
        for (int exponent = first; exponent <= last; exponent++) {
            for (double step : STEPS) {
                rounds.add(step * Math.pow(10, exponent));
            }
        }
        return rounds;
    }
}
