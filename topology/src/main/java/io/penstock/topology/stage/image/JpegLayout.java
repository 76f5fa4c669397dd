package io.penstock.topology.stage.image;

import java.io.IOException;
import javax.imageio.IIOException;

/** JPEG: segments that begin with a marker, from SOI to EOI; a scan's entropy-coded data follow its segment. */
final class JpegLayout implements FileLayout {
    private static final int END_OF_IMAGE = 0xD9;
    private static final int START_OF_SCAN = 0xDA;
    private static final int MAX_SCANS = 100;

    @Override
    public Size size(Content content) throws IOException {
        long at = 2;
        while (true) {
            at = marker(content, at);
            int marker = content.u8(at - 1);
            if (startsFrame(marker)) {
                return new Size(content.u16(at + 5), content.u16(at + 3));
            }
            if (marker == START_OF_SCAN || marker == END_OF_IMAGE) {
                throw new IIOException("the JPEG file has no frame header before byte " + at);
            }
            at = afterSegment(content, at);
        }
    }

    @Override
    public void requireComplete(Content content) throws IOException {
        long at = 2;
        int scans = 0;
        while (true) {
            at = marker(content, at);
            int marker = content.u8(at - 1);
            if (marker == END_OF_IMAGE) {
                return;
            }
            at = afterSegment(content, at);
            if (marker == START_OF_SCAN) {
                at = afterScan(content, at);
                if (++scans > MAX_SCANS) {
                    throw new IIOException("the JPEG file has more than " + MAX_SCANS + " scans");
                }
            }
        }
    }

    /** The place after the marker at this place, which any number of fill bytes may precede. */
    private static long marker(Content content, long at) throws IOException {
        if (content.u8(at) != 0xFF) {
            throw new IIOException("the JPEG file has no marker at byte " + at);
        }
        long next = at + 1;
        while (content.u8(next) == 0xFF) {
            next++;
        }
        return next + 1;
    }

    private static long afterSegment(Content content, long at) throws IOException {
        return standsAlone(content.u8(at - 1)) ? at : content.end(at, content.u16(at));
    }

    /** The place of the first marker that is neither a stuffed byte nor a restart. */
    private static long afterScan(Content content, long start) throws IOException {
        long at = start;
        while (content.u8(at) != 0xFF || content.u8(at + 1) == 0 || restarts(content.u8(at + 1))) {
            at++;
        }
        return at;
    }

    private static boolean startsFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    private static boolean restarts(int marker) {
        return marker >= 0xD0 && marker <= 0xD7;
    }

    private static boolean standsAlone(int marker) {
        return restarts(marker) || marker == 0x01;
    }
}
