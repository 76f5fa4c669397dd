package io.penstock.schema.wire;

/**
 * Reads Avro's binary encoding from an array. Bytes that are none leave it unsound, with zeroes from then on, instead of
 * throwing: whoever reads asks at the end. Not thread-safe.
 *
 * @see <a href="https://avro.apache.org/docs/1.12.0/specification/#binary-encoding">Avro's specification</a>
 */
final class AvroCursor {
    private static final byte[] NOTHING = new byte[0];
    private static final int GROUP_BITS = 7;
    private static final int MOST_INT_BITS = 5 * GROUP_BITS;

    private byte[] bytes = NOTHING;
    private int position;
    private boolean sound;

    /** Starts anew, at this position of these bytes. */
    void start(byte[] newBytes, int from) {
        bytes = newBytes;
        position = from;
        sound = from <= newBytes.length;
    }

    /** Whether everything so far was there to be read. */
    boolean isSound() {
        return sound;
    }

    /** Whether it was, and nothing is left. */
    boolean isAtEnd() {
        return sound && position == bytes.length;
    }

    int position() {
        return position;
    }

    /** A {@code long} or a block's count. */
    long readLong() {
        return readNumber(Long.SIZE);
    }

    /** An {@code int}, an enum's index or a union's branch: of five groups at most. */
    int readInt() {
        long number = readNumber(MOST_INT_BITS);
        return number == (int) number ? (int) number : unsound();
    }

    private long readNumber(int mostBits) {
        long bits = 0;
        for (int shift = 0; shift < mostBits && position < bytes.length; shift += GROUP_BITS) {
            byte group = bytes[position++];
            bits |= (group & 0x7FL) << shift;
            if (group >= 0) {
                return (bits >>> 1) ^ -(bits & 1);
            }
        }
        return unsound();
    }

    /** The length of a string or of bytes, whose content is then at {@link #position} and is passed over. */
    int skipBytes() {
        long length = readLong();
        if (!sound || length < 0 || length > bytes.length - position) {
            return unsound();
        }
        position += (int) length;
        return (int) length;
    }

    /** The number of items of a block; blocks that tell their size in bytes too are not read. */
    int readCount() {
        long count = readLong();
        return count < 0 || count > bytes.length - position ? unsound() : (int) count;
    }

    private int unsound() {
        sound = false;
        position = bytes.length;
        return 0;
    }
}
