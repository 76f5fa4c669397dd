package io.penstock.inference.batching;

import io.penstock.inference.RowSource;

/** A source of one row of the first bucket: an id and a one. */
interface OneRow extends RowSource {
    @Override
    default int rows() {
        return 1;
    }

    @Override
    default int bucket() {
        return 0;
    }

    @Override
    default long bytes() {
        return Long.BYTES * 2;
    }
}
