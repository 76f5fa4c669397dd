package io.penstock.inference.batching;

import io.penstock.inference.RowSource;
import io.penstock.inference.RowTarget;

/** One row that writes something and then refuses its content. */
record Refusing(RuntimeException refusal) implements RowSource {
    @Override
    public int rows() {
        return 1;
    }

    @Override
    public int bucket() {
        return 0;
    }

    @Override
    public long bytes() {
        return 1;
    }

    @Override
    public void writeTo(RowTarget target) {
        target.input(0).putLong(666);
        throw refusal;
    }
}
