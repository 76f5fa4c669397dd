package io.penstock.workshop.verify;

import io.penstock.engine.DataType;
import io.penstock.workshop.samples.Elements;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Sums up how one output differs from the reference, row by row. Belongs to one thread. */
public final class OutputComparison {
    private final String output;
    private final boolean scores;
    private final double magnitude;

    /** Rows of one element: they have no magnitude but that of all of them together. */
    private final List<double[]> single = new ArrayList<>();

    private long elements;
    private long rows;
    private long agreeingRows;
    private long notFinite;
    private double sumAbsolute;
    private double maxAbsolute;
    private double sumRelative;
    private double maxRelative;
    private double dot;
    private double squaredReference;
    private double squaredCandidate;

    /**
     * A comparison that has seen nothing.
     *
     * @param output the output's name
     * @param scores whether a row is a list of scores, the greatest naming its class
     */
    public OutputComparison(String output, boolean scores) {
        this(output, scores, 0);
    }

    /**
     * A comparison that has seen nothing, of some of more rows.
     *
     * @param magnitude the root mean square of all rows, for rows of one element
     */
    public OutputComparison(String output, boolean scores, double magnitude) {
        this.output = output;
        this.scores = scores;
        this.magnitude = magnitude;
    }

    /**
     * Takes a row into account.
     *
     * @param first the index of its first element in both buffers
     * @param length its elements, at least 1
     */
    public void addRow(
            ByteBuffer reference,
            DataType referenceType,
            ByteBuffer candidate,
            DataType candidateType,
            int first,
            int length) {
        double[] expected = values(reference, referenceType, first, length);
        double[] actual = values(candidate, candidateType, first, length);
        if (length == 1) {
            single.add(new double[] {expected[0], actual[0]});
        } else {
            double floor = rootMeanSquare(expected);
            for (int i = 0; i < length; i++) {
                addElement(expected[i], actual[i], floor);
            }
        }
        rows++;
        agreeingRows += greatest(expected) == greatest(actual) ? 1 : 0;
    }

    private static double[] values(ByteBuffer buffer, DataType dtype, int first, int length) {
        double[] values = new double[length];
        for (int i = 0; i < length; i++) {
            values[i] = Elements.read(buffer, dtype, first + i);
        }
        return values;
    }

    /** The root of the mean of the squares of those that are finite. */
    public static double rootMeanSquare(double[] values) {
        double squares = 0;
        long finite = 0;
        for (double value : values) {
            if (Double.isFinite(value)) {
                squares += value * value;
                finite++;
            }
        }
        return finite == 0 ? 0 : Math.sqrt(squares / finite);
    }

    private void addElement(double expected, double actual, double floor) {
        elements++;
        if (!Double.isFinite(expected) || !Double.isFinite(actual)) {
            notFinite += Double.compare(expected, actual) == 0 ? 0 : 1;
            return;
        }
        double absolute = Math.abs(expected - actual);
        double scale = Math.max(Math.abs(expected), floor);
        double relative = absolute == 0 ? 0 : absolute / Math.max(scale, Float.MIN_NORMAL);
        sumAbsolute += absolute;
        maxAbsolute = Math.max(maxAbsolute, absolute);
        sumRelative += relative;
        maxRelative = Math.max(maxRelative, relative);
        dot += expected * actual;
        squaredReference += expected * expected;
        squaredCandidate += actual * actual;
    }

    /** The index of the greatest element, the first of several. */
    static int greatest(double[] values) {
        int greatest = 0;
        for (int i = 1; i < values.length; i++) {
            greatest = values[i] > values[greatest] ? i : greatest;
        }
        return greatest;
    }

    /**
     * What was found so far.
     *
     * @throws IllegalStateException if no row was added
     */
    public OutputErrors errors() {
        addSingle();
        if (elements == 0) {
            throw new IllegalStateException("nothing was compared: output=" + output);
        }
        return new OutputErrors(
                output,
                elements,
                maxAbsolute,
                sumAbsolute / elements,
                maxRelative,
                sumRelative / elements,
                cosine(),
                scores ? (double) agreeingRows / rows : null,
                notFinite);
    }

    private void addSingle() {
        double floor = Math.max(
                magnitude,
                rootMeanSquare(single.stream().mapToDouble(pair -> pair[0]).toArray()));
        single.forEach(pair -> addElement(pair[0], pair[1], floor));
        single.clear();
    }

    private double cosine() {
        if (squaredReference == 0 && squaredCandidate == 0) {
            return 1;
        }
        double lengths = Math.sqrt(squaredReference) * Math.sqrt(squaredCandidate);
        return lengths == 0 ? 0 : Math.min(1, dot / lengths);
    }
}
