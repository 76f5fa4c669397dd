package io.penstock.benchmarks.micro;

import io.penstock.inference.RowSource;
import io.penstock.inference.RowTarget;

/**
 * One row of bytes.
 *
 * @param content what is written
 */
@SuppressWarnings("ArrayRecordComponent") // one array for all records of a benchmark
record BytesRow(byte[] content) implements RowSource {
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
        return content.length;
    }

    @Override
    public void writeTo(RowTarget target) {
        target.input(0).put(content);
    }
}
