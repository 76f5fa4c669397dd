package io.penstock.topology.stage.image;

import java.nio.ByteBuffer;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * The bytes of an image as a decoder reads them. Some decoders take the end of the data for zeros and go on for all the
 * pixels that the header promises: they are stopped. Belongs to one thread.
 */
final class ContentStream extends ImageInputStreamImpl {
    /** Decoders read a little ahead of what they need. */
    private static final int READ_AHEAD = 64;

    private final ByteBuffer bytes;
    private int attemptsPastEnd;

    ContentStream(Content content) {
        this.bytes = content.view();
    }

    @Override
    public int read() {
        bitOffset = 0;
        if (streamPos >= bytes.limit()) {
            return atEnd();
        }
        return Byte.toUnsignedInt(bytes.get((int) streamPos++));
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        bitOffset = 0;
        int count = (int) Math.min(length, bytes.limit() - streamPos);
        if (count <= 0) {
            return length == 0 ? 0 : atEnd();
        }
        bytes.get((int) streamPos, target, offset, count);
        streamPos += count;
        return count;
    }

    @Override
    public long length() {
        return bytes.limit();
    }

    private int atEnd() {
        if (++attemptsPastEnd > READ_AHEAD) {
            throw new IllegalStateException("its data end before all its pixels are there");
        }
        return -1;
    }
}
