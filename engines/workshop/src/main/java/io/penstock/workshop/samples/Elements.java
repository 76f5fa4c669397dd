package io.penstock.workshop.samples;

import io.penstock.engine.DataType;
import java.nio.ByteBuffer;

/** Reads and writes single elements of tensors, by index; buffers are in native byte order. */
public final class Elements {
    private static final int HALF_EXPONENT_BIAS = 15;
    private static final double SMALLEST_HALF = 0x1p-24;

    private Elements() {}

    /** The element as a number; an {@code int64} beyond 2^53 is rounded. */
    public static double read(ByteBuffer buffer, DataType dtype, int index) {
        return switch (dtype) {
            case FLOAT32 -> buffer.getFloat(index * Float.BYTES);
            case FLOAT16 -> half(buffer.getShort(index * Short.BYTES));
            case INT64 -> buffer.getLong(index * Long.BYTES);
            case INT32 -> buffer.getInt(index * Integer.BYTES);
            case INT8 -> buffer.get(index);
            case UINT8, BOOL -> buffer.get(index) & 0xFF;
        };
    }

    /** Writes the number at the buffer's position; whole-number types drop what follows the point. */
    public static void append(ByteBuffer buffer, DataType dtype, double value) {
        switch (dtype) {
            case FLOAT32 -> buffer.putFloat((float) value);
            case FLOAT16 -> buffer.putShort(toHalf(value));
            case INT64 -> buffer.putLong((long) value);
            case INT32 -> buffer.putInt((int) value);
            case INT8, UINT8, BOOL -> buffer.put((byte) (int) value);
        }
    }

    private static double half(short bits) {
        int exponent = bits >> 10 & 0x1F;
        int fraction = bits & 0x3FF;
        double magnitude =
                switch (exponent) {
                    case 0 -> fraction * SMALLEST_HALF;
                    case 0x1F -> fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
                    default -> Math.scalb(1 + fraction / 1024.0, exponent - HALF_EXPONENT_BIAS);
                };
        return bits < 0 ? -magnitude : magnitude;
    }

    private static short toHalf(double value) {
        int sign = Double.doubleToRawLongBits(value) < 0 ? 0x8000 : 0;
        double magnitude = Math.abs(value);
        if (Double.isNaN(value)) {
            return 0x7E00;
        }
        if (magnitude >= 65520) {
            return (short) (sign | 0x7C00);
        }
        int exponent = Math.max(Math.getExponent(magnitude), 1 - HALF_EXPONENT_BIAS);
        // rounding up to the next power of two carries into the exponent by itself
        long steps = (long) Math.rint(Math.scalb(magnitude, 10 - exponent));
        return (short) (sign | (int) (steps + ((long) (exponent + HALF_EXPONENT_BIAS - 1) << 10)));
    }
}
