package io.penstock.inference.batching;

import io.penstock.inference.RowTarget;

/** One row that writes something and then refuses its content. */
record Refusing(RuntimeException refusal) implements OneRow {
    @Override
    public void writeTo(RowTarget target) {
        target.input(0).putLong(666);
        throw refusal;
    }
}
