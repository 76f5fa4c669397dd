package io.penstock.topology.stage.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import javax.imageio.IIOException;

/** PNG: a signature, then chunks of length, type, data and checksum, from IHDR to IEND. */
final class PngLayout implements FileLayout {
    private static final int SIGNATURE = 8;
    private static final int HEADER_DATA = SIGNATURE + 8;
    private static final int CHUNK_OVERHEAD = 12;

    @Override
    public Size size(Content content) throws IOException {
        long width = content.u32(HEADER_DATA);
        long height = content.u32(HEADER_DATA + 4);
        if (!content.has(SIGNATURE + 4, "IHDR") || width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
            throw new IIOException("the PNG header is broken");
        }
        return new Size((int) width, (int) height);
    }

    @Override
    public void requireComplete(Content content) throws IOException {
        long at = SIGNATURE;
        while (true) {
            long end = content.end(at, CHUNK_OVERHEAD + content.u32(at));
            requireChecksum(content, at, end);
            if (content.has((int) at + 4, "IEND")) {
                return;
            }
            at = end;
        }
    }

    private static void requireChecksum(Content content, long at, long end) throws IOException {
        CRC32 checksum = new CRC32();
        ByteBuffer typeAndData = content.view().position((int) at + 4).limit((int) end - 4);
        checksum.update(typeAndData);
        if (checksum.getValue() != content.u32(end - 4)) {
            throw new IIOException("the checksum of the PNG chunk at byte " + at + " is wrong");
        }
    }
}
