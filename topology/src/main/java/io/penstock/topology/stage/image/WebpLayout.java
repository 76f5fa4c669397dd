package io.penstock.topology.stage.image;

import java.io.IOException;
import javax.imageio.IIOException;

/** WebP: a RIFF file of chunks; the pixels are in VP8 or VP8L chunks, which animation frames may enclose. */
final class WebpLayout implements FileLayout {
    private static final int FIRST_CHUNK = 12;
    private static final int CHUNK_HEADER = 8;
    private static final int FRAME_HEADER = 16;

    @Override
    public Size size(Content content) throws IOException {
        Size size = new Size(0, 0);
        long at = FIRST_CHUNK;
        while (at + CHUNK_HEADER <= content.length()) {
            size = size.largest(chunkSize(content, (int) at));
            at = next(content, at);
        }
        if (size.pixels() == 0) {
            throw new IIOException("the WebP file has no image");
        }
        return size;
    }

    @Override
    public void requireComplete(Content content) throws IOException {
        long end = content.end(CHUNK_HEADER, content.u32LittleEndian(4));
        long at = FIRST_CHUNK;
        while (at < end) {
            content.end(at + CHUNK_HEADER, content.u32LittleEndian(at + 4));
            at = next(content, at);
        }
    }

    /** Past a chunk and its padding byte; into an animation frame, past its header. */
    private static long next(Content content, long at) throws IOException {
        if (content.has((int) at, "ANMF")) {
            return at + CHUNK_HEADER + FRAME_HEADER;
        }
        long length = content.u32LittleEndian(at + 4);
        return at + CHUNK_HEADER + length + (length & 1);
    }

    /** The canvas, a frame of it and the picture in that each have a size, and a decoder trusts them all. */
    private static Size chunkSize(Content content, int at) throws IOException {
        int data = at + CHUNK_HEADER;
        if (content.has(at, "VP8X")) {
            return new Size(content.u24LittleEndian(data + 4) + 1, content.u24LittleEndian(data + 7) + 1);
        }
        if (content.has(at, "ANMF")) {
            return new Size(content.u24LittleEndian(data + 6) + 1, content.u24LittleEndian(data + 9) + 1);
        }
        if (content.has(at, "VP8L")) {
            int bits = content.i32LittleEndian(data + 1);
            return new Size((bits & 0x3FFF) + 1, ((bits >>> 14) & 0x3FFF) + 1);
        }
        if (content.has(at, "VP8 ")) {
            return new Size(content.u16LittleEndian(data + 6) & 0x3FFF, content.u16LittleEndian(data + 8) & 0x3FFF);
        }
        return new Size(0, 0);
    }
}
