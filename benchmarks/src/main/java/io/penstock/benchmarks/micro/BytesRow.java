package io.penstock.benchmarks.micro;

import io.penstock.inference.RowSource;
import io.penstock.inference.RowTarget;

/** One row of bytes, the same for all records of a benchmark. */
final class BytesRow implements RowSource {
    private final byte[] content;

    BytesRow(byte[] content) {
        this.content = content;
    }

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
