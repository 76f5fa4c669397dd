package io.penstock.workshop.verify;

import io.penstock.engine.DataType;
import io.penstock.workshop.samples.Elements;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Counts the labelled rows that two engines get right. Belongs to one thread. */
final class AccuracyCount {
    private int rows;
    private int reference;
    private int candidate;

    void add(
            int label,
            ByteBuffer expected,
            DataType expectedType,
            ByteBuffer actual,
            DataType actualType,
            int row,
            int classes) {
        rows++;
        reference += best(expected, expectedType, row, classes) == label ? 1 : 0;
        candidate += best(actual, actualType, row, classes) == label ? 1 : 0;
    }

    private static int best(ByteBuffer scores, DataType dtype, int row, int classes) {
        double[] values = new double[classes];
        for (int i = 0; i < classes; i++) {
            values[i] = Elements.read(scores, dtype, row * classes + i);
        }
        return OutputComparison.greatest(values);
    }

    @Nullable
    Accuracies accuracies() {
        return rows == 0 ? null : new Accuracies(rows, (double) reference / rows, (double) candidate / rows);
    }
}
