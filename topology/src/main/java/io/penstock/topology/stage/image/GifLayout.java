package io.penstock.topology.stage.image;

import java.io.IOException;
import javax.imageio.IIOException;

/** GIF: a screen descriptor, then extensions and images, whose data are sub-blocks, until the trailer. */
final class GifLayout implements FileLayout {
    private static final int SCREEN_FLAGS = 10;
    private static final int SCREEN_END = 13;
    private static final int EXTENSION = 0x21;
    private static final int IMAGE = 0x2C;
    private static final int TRAILER = 0x3B;

    @Override
    public Size size(Content content) throws IOException {
        long at = firstBlock(content);
        while (content.u8(at) == EXTENSION) {
            at = afterSubBlocks(content, at + 2);
        }
        if (content.u8(at) != IMAGE) {
            throw new IIOException("the GIF file has no image at byte " + at);
        }
        return new Size(content.u16LittleEndian(at + 5), content.u16LittleEndian(at + 7));
    }

    @Override
    public void requireComplete(Content content) throws IOException {
        long at = firstBlock(content);
        while (content.u8(at) != TRAILER) {
            at = switch (content.u8(at)) {
                case EXTENSION -> afterSubBlocks(content, at + 2);
                case IMAGE -> afterSubBlocks(content, at + 10 + colourTable(content.u8(at + 9)) + 1);
                default -> throw new IIOException("the GIF file has no block at byte " + at);
            };
        }
    }

    private static long firstBlock(Content content) throws IOException {
        return SCREEN_END + colourTable(content.u8(SCREEN_FLAGS));
    }

    private static long colourTable(int flags) {
        return (flags & 0x80) == 0 ? 0 : 3L << ((flags & 7) + 1);
    }

    private static long afterSubBlocks(Content content, long start) throws IOException {
        long at = start;
        while (content.u8(at) != 0) {
            at = content.end(at, 1L + content.u8(at));
        }
        return at + 1;
    }
}
