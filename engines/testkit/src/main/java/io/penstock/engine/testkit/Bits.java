package io.penstock.engine.testkit;

import io.penstock.engine.DataType;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** The bits of single elements, sign-extended. */
final class Bits {
    private Bits() {}

    static void put(ByteBuffer buffer, DataType dtype, int index, long bits) {
        switch (dtype.bytes()) {
            case Long.BYTES -> buffer.putLong(index * Long.BYTES, bits);
            case Integer.BYTES -> buffer.putInt(index * Integer.BYTES, (int) bits);
            case Short.BYTES -> buffer.putShort(index * Short.BYTES, (short) bits);
            default -> buffer.put(index, (byte) bits);
        }
    }

    static long get(ByteBuffer buffer, DataType dtype, int index) {
        return switch (dtype.bytes()) {
            case Long.BYTES -> buffer.getLong(index * Long.BYTES);
            case Integer.BYTES -> buffer.getInt(index * Integer.BYTES);
            case Short.BYTES -> buffer.getShort(index * Short.BYTES);
            default -> buffer.get(index);
        };
    }

    static Long[] boxed(long[] values) {
        return Arrays.stream(values).boxed().toArray(Long[]::new);
    }
}
