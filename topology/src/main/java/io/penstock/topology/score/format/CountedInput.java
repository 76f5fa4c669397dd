package io.penstock.topology.score.format;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file read from its beginning, which knows how far it has come. */
final class CountedInput extends FilterInputStream {
    private final long length;
    private long read;

    private CountedInput(InputStream in, long length) {
        super(in);
        this.length = length;
    }

    static CountedInput open(Path file) throws IOException {
        long length = Files.size(file);
        return new CountedInput(Files.newInputStream(file), length);
    }

    double fraction() {
        return length == 0 ? 1 : Math.min(1, (double) read / length);
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        read += value < 0 ? 0 : 1;
        return value;
    }

    @Override
    public int read(byte[] bytes, int from, int count) throws IOException {
        int got = super.read(bytes, from, count);
        read += Math.max(0, got);
        return got;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
