package io.penstock.benchmarks.micro;

import io.penstock.engine.Shape;
import io.penstock.inference.RowResults;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A row of the digits model's outputs: ten scores, all zero. */
record OneRow(Shape shape, ByteBuffer values) implements RowResults {
    private static final int SCORES = 10;

    OneRow() {
        this(Shape.of(SCORES), ByteBuffer.allocate(SCORES * Float.BYTES));
    }

    @Override
    public int rows() {
        return 1;
    }

    @Override
    public Shape rowShape(int output) {
        return shape;
    }

    @Override
    public ByteBuffer output(int output) {
        return values.duplicate().order(ByteOrder.nativeOrder());
    }
}
