package io.penstock.workshop.bench;

import java.util.Collection;
import java.util.function.ToDoubleFunction;

/**
 * How far apart the measurements of one figure are.
 *
 * @param min the least
 * @param max the greatest
 */
public record Spread(double min, double max) {
    /** The figure of some measurements, at least one. */
    static <T> Spread of(Collection<T> measurements, ToDoubleFunction<T> figure) {
        double[] sorted = sorted(measurements, figure);
        return new Spread(sorted[0], sorted[sorted.length - 1]);
    }

    /** The figure in the middle of some measurements, at least one; of an even number the lower of the two. */
    static <T> double median(Collection<T> measurements, ToDoubleFunction<T> figure) {
        double[] sorted = sorted(measurements, figure);
        return sorted[(sorted.length - 1) / 2];
    }

    private static <T> double[] sorted(Collection<T> measurements, ToDoubleFunction<T> figure) {
        if (measurements.isEmpty()) {
            throw new IllegalArgumentException("nothing was measured");
        }
        return measurements.stream().mapToDouble(figure).sorted().toArray();
    }
}
