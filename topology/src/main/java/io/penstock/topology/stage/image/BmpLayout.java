package io.penstock.topology.stage.image;

import java.io.IOException;
import javax.imageio.IIOException;

/** BMP: a file header, an information header, a palette, then rows of pixels. */
final class BmpLayout implements FileLayout {
    private static final int OLD_HEADER_BYTES = 12;
    private static final int UNCOMPRESSED = 0;
    private static final int RUN_LENGTH_8 = 1;
    private static final int RUN_LENGTH_4 = 2;
    private static final int BIT_FIELDS = 3;

    @Override
    public Size size(Content content) throws IOException {
        if (isOld(content)) {
            return new Size(content.u16LittleEndian(18), content.u16LittleEndian(20));
        }
        int width = content.i32LittleEndian(18);
        int height = content.i32LittleEndian(22);
        if (width < 1 || height == Integer.MIN_VALUE) {
            throw new IIOException("the BMP header is broken: width=" + width + ", height=" + height);
        }
        return new Size(width, Math.abs(height));
    }

    @Override
    public void requireComplete(Content content) throws IOException {
        long pixels = content.u32LittleEndian(10);
        switch (isOld(content) ? UNCOMPRESSED : content.i32LittleEndian(30)) {
            case UNCOMPRESSED, BIT_FIELDS -> content.end(pixels, uncompressedBytes(content));
            case RUN_LENGTH_8, RUN_LENGTH_4 -> content.end(pixels, content.u32LittleEndian(34));
            default -> throw new IIOException("the BMP file is compressed in a way that is not read");
        }
    }

    private long uncompressedBytes(Content content) throws IOException {
        Size size = size(content);
        int bitsPerPixel = content.u16LittleEndian(isOld(content) ? 24 : 28);
        long rowBytes = ((long) size.width() * bitsPerPixel + 31) / 32 * 4;
        return rowBytes * size.height();
    }

    private static boolean isOld(Content content) throws IOException {
        return content.u32LittleEndian(14) == OLD_HEADER_BYTES;
    }
}
