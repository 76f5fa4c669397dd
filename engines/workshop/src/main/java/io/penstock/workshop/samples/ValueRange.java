package io.penstock.workshop.samples;

import io.penstock.engine.DataType;

/**
 * The values an input may take.
 *
 * @param min the least, included
 * @param max the greatest, included for whole numbers
 */
public record ValueRange(double min, double max) {
    public ValueRange {
        if (!(min <= max) || Double.isInfinite(min) || Double.isInfinite(max)) {
            throw new IllegalArgumentException("a range has two finite ends in order: min=" + min + ", max=" + max);
        }
    }

    /** What to take where nothing is declared: -1 to 1 for floating point, 0 to 1 for whole numbers. */
    public static ValueRange undeclared(DataType dtype) {
        return dtype == DataType.FLOAT32 || dtype == DataType.FLOAT16 ? new ValueRange(-1, 1) : new ValueRange(0, 1);
    }
}
