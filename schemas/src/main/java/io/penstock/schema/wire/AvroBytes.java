package io.penstock.schema.wire;

import java.nio.ByteBuffer;

/**
 * Writes Avro's binary encoding into an array whose size is known beforehand. Not thread-safe.
 *
 * @see <a href="https://avro.apache.org/docs/1.12.0/specification/#binary-encoding">Avro's specification</a>
 */
final class AvroBytes {
    private static final int GROUP_BITS = 7;

    private final byte[] bytes;
    private int position;

    AvroBytes(int size) {
        bytes = new byte[size];
    }

    /** What an {@code int} or {@code long}, an enum's index, a union's branch or a block's count takes. */
    static int sizeOf(long value) {
        long bits = zigZag(value);
        return (Long.SIZE - Long.numberOfLeadingZeros(bits | 1) + GROUP_BITS - 1) / GROUP_BITS;
    }

    /** What a string or bytes of this length take. */
    static int sizeOfBytes(int length) {
        return sizeOf(length) + length;
    }

    private static long zigZag(long value) {
        return (value << 1) ^ (value >> (Long.SIZE - 1));
    }

    void putLong(long value) {
        long bits = zigZag(value);
        while ((bits & ~0x7FL) != 0) {
            bytes[position++] = (byte) ((bits & 0x7F) | 0x80);
            bits >>>= GROUP_BITS;
        }
        bytes[position++] = (byte) bits;
    }

    /** A string or bytes: their length and their content. */
    void putBytes(byte[] content) {
        putLong(content.length);
        putEncoded(content);
    }

    /** All that remains of the buffer, which is left as it was, as bytes. */
    void putBytes(ByteBuffer content) {
        int length = content.remaining();
        putLong(length);
        content.get(content.position(), bytes, position, length);
        position += length;
    }

    /** What has been encoded before, as it is. */
    void putEncoded(byte[] encoded) {
        System.arraycopy(encoded, 0, bytes, position, encoded.length);
        position += encoded.length;
    }

    /**
     * All that was written.
     *
     * @throws IllegalStateException if it is not as much as was said
     */
    byte[] full() {
        if (position != bytes.length) {
            throw new IllegalStateException("written " + position + " of " + bytes.length + " bytes");
        }
        return bytes;
    }
}
