package io.penstock.topology.stage.image;

import java.io.EOFException;
import java.nio.ByteBuffer;

/** The bytes of an encoded image, read with bounds. Immutable as long as nobody writes the bytes. */
final class Content {
    private final ByteBuffer bytes;

    private Content(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    /** A view of the bytes from position to limit. */
    static Content of(ByteBuffer bytes) {
        return new Content(bytes.slice());
    }

    int length() {
        return bytes.limit();
    }

    /** A view that may be moved. */
    ByteBuffer view() {
        return bytes.duplicate();
    }

    /** The byte at this place, from 0 to 255. */
    int u8(long at) throws EOFException {
        return Byte.toUnsignedInt(bytes.get(place(at, 1)));
    }

    int u16(long at) throws EOFException {
        return Short.toUnsignedInt(bytes.getShort(place(at, 2)));
    }

    long u32(long at) throws EOFException {
        return Integer.toUnsignedLong(bytes.getInt(place(at, 4)));
    }

    int u16LittleEndian(long at) throws EOFException {
        return u8(at) | u8(at + 1) << 8;
    }

    int u24LittleEndian(long at) throws EOFException {
        return u16LittleEndian(at) | u8(at + 2) << 16;
    }

    long u32LittleEndian(long at) throws EOFException {
        return Integer.toUnsignedLong(Integer.reverseBytes(bytes.getInt(place(at, 4))));
    }

    int i32LittleEndian(long at) throws EOFException {
        return (int) u32LittleEndian(at);
    }

    /** Whether these characters of ISO 8859-1 stand at this place. */
    boolean has(int at, String characters) {
        if (bytes.limit() - at < characters.length()) {
            return false;
        }
        for (int i = 0; i < characters.length(); i++) {
            if (Byte.toUnsignedInt(bytes.get(at + i)) != characters.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The place of the first byte after a block. */
    long end(long at, long length) throws EOFException {
        if (at + length > length()) {
            throw new EOFException("the file ends at byte " + length() + " and should go on to " + (at + length));
        }
        return at + length;
    }

    private int place(long at, int length) throws EOFException {
        return (int) (end(at, length) - length);
    }
}
