package io.penstock.topology.stage;

import io.penstock.engine.DataType;
import java.nio.ByteBuffer;
import java.util.OptionalLong;

/**
 * The elements of a tensor in a buffer, whatever their type, in the buffer's byte order. An element's bits are those of
 * its type in the low end of a {@code long}.
 */
public final class TensorElements {
    private static final long MAX_INTEGER_OF_DOUBLE = 1L << 53;

    private TensorElements() {}

    /** The bits of a number as this type holds it, rounded if it is a float; empty if the type cannot hold it. */
    public static OptionalLong bits(DataType dtype, double value) {
        return switch (dtype) {
            case FLOAT32 -> finite(value, (float) value, Float.floatToRawIntBits((float) value));
            case FLOAT16 -> {
                short half = Float16.fromFloat((float) value);
                yield finite(value, Float16.toFloat(half), half);
            }
            default ->
                value == Math.rint(value) && Math.abs(value) <= MAX_INTEGER_OF_DOUBLE
                        ? bits(dtype, (long) value)
                        : OptionalLong.empty();
        };
    }

    /** The bits of a whole number as this type holds it, rounded if it is a float; empty if the type cannot hold it. */
    public static OptionalLong bits(DataType dtype, long value) {
        return switch (dtype) {
            case FLOAT32, FLOAT16 -> bits(dtype, (double) value);
            case INT64 -> OptionalLong.of(value);
            case INT32 -> within(value, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case INT8 -> within(value, Byte.MIN_VALUE, Byte.MAX_VALUE);
            case UINT8 -> within(value, 0, 255);
            case BOOL -> within(value, 0, 1);
        };
    }

    /** Writes the element of this index, counted from the buffer's first byte. */
    public static void put(ByteBuffer buffer, int index, DataType dtype, long bits) {
        switch (dtype) {
            case FLOAT32, INT32 -> buffer.putInt(index * Integer.BYTES, (int) bits);
            case FLOAT16 -> buffer.putShort(index * Short.BYTES, (short) bits);
            case INT64 -> buffer.putLong(index * Long.BYTES, bits);
            case INT8, UINT8, BOOL -> buffer.put(index, (byte) bits);
        }
    }

    /** The element of this index, counted from the buffer's first byte, as a number; a boolean is 0 or 1. */
    public static double get(ByteBuffer buffer, int index, DataType dtype) {
        return switch (dtype) {
            case FLOAT32 -> buffer.getFloat(index * Float.BYTES);
            case FLOAT16 -> Float16.toFloat(buffer.getShort(index * Short.BYTES));
            case INT64 -> buffer.getLong(index * Long.BYTES);
            case INT32 -> buffer.getInt(index * Integer.BYTES);
            case INT8 -> buffer.get(index);
            case UINT8, BOOL -> Byte.toUnsignedInt(buffer.get(index));
        };
    }

    private static OptionalLong finite(double value, float stored, long bits) {
        return Double.isFinite(value) && Float.isFinite(stored) ? OptionalLong.of(bits) : OptionalLong.empty();
    }

    private static OptionalLong within(long value, long min, long max) {
        return value >= min && value <= max ? OptionalLong.of(value) : OptionalLong.empty();
    }
}
