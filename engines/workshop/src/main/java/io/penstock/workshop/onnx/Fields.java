package io.penstock.workshop.onnx;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Walks over the fields of a message in Protocol Buffers' encoding. Belongs to one thread. */
final class Fields {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int LENGTH = 2;
    private static final int FIXED32 = 5;

    private final ByteBuffer message;
    private int number;
    private ByteBuffer content = ByteBuffer.allocate(0);

    /** The fields between the buffer's position and limit, which stay where they are. */
    Fields(ByteBuffer message) {
        this.message = message.duplicate();
    }

    /**
     * Goes to the next field; answers whether there is one.
     *
     * @throws IllegalArgumentException if the message ends inside a field
     */
    boolean next() {
        if (!message.hasRemaining()) {
            return false;
        }
        long tag = varint();
        number = (int) (tag >>> 3);
        int type = (int) (tag & 7);
        switch (type) {
            case VARINT -> varint();
            case FIXED64 -> take(Long.BYTES);
            case LENGTH -> content = take(varint());
            case FIXED32 -> take(Integer.BYTES);
            default -> throw new IllegalArgumentException("no such wire type: " + type);
        }
        return true;
    }

    int number() {
        return number;
    }

    /** What is in a field with a length: a text or a message. */
    ByteBuffer content() {
        return content.duplicate();
    }

    String text() {
        return StandardCharsets.UTF_8.decode(content()).toString();
    }

    private ByteBuffer take(long length) {
        if (length < 0 || length > message.remaining()) {
            throw new IllegalArgumentException("a field is cut short");
        }
        ByteBuffer taken = message.slice(message.position(), (int) length);
        message.position(message.position() + (int) length);
        return taken;
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            if (!message.hasRemaining()) {
                throw new IllegalArgumentException("a field is cut short");
            }
            byte next = message.get();
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number is too long");
    }
}
