package io.penstock.topology.demo;

import java.nio.ByteBuffer;

/**
 * An image that the training never saw.
 *
 * @param file its file's name
 * @param label what it shows
 * @param png its bytes, from position 0 to the limit, read-only
 */
public record HeldOutImage(String file, String label, ByteBuffer png) {
    public HeldOutImage {
        png = png.asReadOnlyBuffer();
    }

    /** A view of its bytes that may be moved. */
    @Override
    public ByteBuffer png() {
        return png.duplicate();
    }
}
