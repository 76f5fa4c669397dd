package io.penstock.workshop.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How far an engine may be from the reference; every output must keep to all of it.
 *
 * @param maxRelative the greatest relative error of an element
 * @param meanRelative the greatest mean relative error
 * @param minCosine the least cosine
 * @param minTop1 the least share of rows that agree on their greatest element
 * @param maxAccuracyLoss how much accuracy may be lost on labelled rows; 0.005 is half a point
 */
public record Tolerance(
        double maxRelative, double meanRelative, double minCosine, double minTop1, double maxAccuracyLoss) {
    private static final double HALF_A_POINT = 0.005;
    private static final Map<String, Tolerance> BY_PRECISION = Map.of(
            "fp32", new Tolerance(0.01, 0.001, 0.9999, 0.999, HALF_A_POINT),
            "tf32", new Tolerance(0.05, 0.005, 0.9999, 0.995, HALF_A_POINT),
            "fp16", new Tolerance(0.1, 0.01, 0.999, 0.99, HALF_A_POINT),
            "bf16", new Tolerance(0.5, 0.05, 0.995, 0.97, HALF_A_POINT),
            "int8", new Tolerance(2, 0.15, 0.98, 0.95, HALF_A_POINT));

    public Tolerance {
        require("maxRelative", maxRelative, Double.MAX_VALUE);
        require("meanRelative", meanRelative, Double.MAX_VALUE);
        require("minCosine", minCosine, 1);
        require("minTop1", minTop1, 1);
        require("maxAccuracyLoss", maxAccuracyLoss, 1);
    }

    private static void require(String name, double value, double max) {
        if (!(value >= 0 && value <= max)) {
            String bound = max == 1 ? "from 0 to 1" : "zero or positive";
            throw new IllegalArgumentException(name + " must be " + bound + ", is " + value);
        }
    }

    /**
     * What is usual for a precision.
     *
     * @throws IllegalArgumentException if the precision is none of fp32, tf32, fp16, bf16, int8
     */
    public static Tolerance of(String precision) {
        Tolerance tolerance = BY_PRECISION.get(precision);
        if (tolerance == null) {
            throw new IllegalArgumentException("no tolerance is known for this precision: precision=" + precision
                    + ", known=" + BY_PRECISION.keySet().stream().sorted().toList());
        }
        return tolerance;
    }

    /** What an output breaks, each with its value and bound; empty if it keeps to all. */
    public List<String> violations(OutputErrors errors) {
        List<String> violations = new ArrayList<>();
        if (errors.notFinite() > 0) {
            violations.add(errors.output() + ": " + errors.notFinite() + " of " + errors.elements()
                    + " elements are NaN or infinite where the reference is not");
        }
        String output = errors.output();
        tooGreat(output, "greatest relative error", errors.maxRelative(), maxRelative)
                .ifPresent(violations::add);
        tooGreat(output, "mean relative error", errors.meanRelative(), meanRelative)
                .ifPresent(violations::add);
        tooSmall(output, "cosine", errors.cosine(), minCosine).ifPresent(violations::add);
        Double top1 = errors.top1Agreement();
        if (top1 != null) {
            tooSmall(output, "top-1 agreement", top1, minTop1).ifPresent(violations::add);
        }
        return violations;
    }

    /** What the accuracies break, if they do. */
    public Optional<String> violation(Accuracies accuracies) {
        double loss = accuracies.reference() - accuracies.candidate();
        return tooGreat("accuracy", "loss", loss, maxAccuracyLoss);
    }

    private static Optional<String> tooGreat(String output, String what, double value, double max) {
        return value <= max ? Optional.empty() : Optional.of(message(output, what, value, "at most", max));
    }

    private static Optional<String> tooSmall(String output, String what, double value, double min) {
        return value >= min ? Optional.empty() : Optional.of(message(output, what, value, "at least", min));
    }

    private static String message(String output, String what, double value, String bound, double limit) {
        return String.format(Locale.ROOT, "%s: %s is %.6g, must be %s %s", output, what, value, bound, limit);
    }
}
