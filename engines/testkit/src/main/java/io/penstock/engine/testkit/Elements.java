package io.penstock.engine.testkit;

import io.penstock.engine.DataType;
import java.nio.ByteBuffer;

/** Reads and writes single elements of tensors in buffers by their index, whatever their type; positions are ignored. */
public final class Elements {
    private static final int HALF_EXPONENT_BIAS = 15;
    private static final int HALF_MANTISSA_BITS = 10;

    private Elements() {}

    /** The element as a number; {@link DataType#BOOL} reads as 0 or 1. */
    public static double read(ByteBuffer buffer, DataType dtype, int index) {
        return switch (dtype) {
            case FLOAT32 -> buffer.getFloat(index * Float.BYTES);
            case FLOAT16 -> halfToDouble(buffer.getShort(index * Short.BYTES));
            case INT64, INT32, INT8, UINT8, BOOL -> readLong(buffer, dtype, index);
        };
    }

    /** The element of an integer type, exactly; of a floating-point type, rounded towards zero. */
    public static long readLong(ByteBuffer buffer, DataType dtype, int index) {
        return switch (dtype) {
            case INT64 -> buffer.getLong(index * Long.BYTES);
            case INT32 -> buffer.getInt(index * Integer.BYTES);
            case INT8 -> buffer.get(index);
            case UINT8, BOOL -> buffer.get(index) & 0xFF;
            case FLOAT32, FLOAT16 -> (long) read(buffer, dtype, index);
        };
    }

    /** Writes a number; {@link DataType#BOOL} takes anything but 0 as true, narrower types keep the low bits. */
    public static void write(ByteBuffer buffer, DataType dtype, int index, double value) {
        switch (dtype) {
            case FLOAT32 -> buffer.putFloat(index * Float.BYTES, (float) value);
            case FLOAT16 -> buffer.putShort(index * Short.BYTES, doubleToHalf(value));
            case BOOL -> buffer.put(index, (byte) (value == 0 ? 0 : 1));
            case INT64, INT32, INT8, UINT8 -> writeLong(buffer, dtype, index, (long) value);
        }
    }

    /** Writes a number, exactly for an integer type that holds it. */
    public static void writeLong(ByteBuffer buffer, DataType dtype, int index, long value) {
        switch (dtype) {
            case INT64 -> buffer.putLong(index * Long.BYTES, value);
            case INT32 -> buffer.putInt(index * Integer.BYTES, (int) value);
            case INT8, UINT8 -> buffer.put(index, (byte) value);
            case BOOL, FLOAT32, FLOAT16 -> write(buffer, dtype, index, (double) value);
        }
    }

    private static double halfToDouble(short half) {
        int exponent = half >> HALF_MANTISSA_BITS & 0x1F;
        double mantissa = half & 0x3FF;
        double magnitude =
                switch (exponent) {
                    case 0 -> Math.scalb(mantissa, 1 - HALF_EXPONENT_BIAS - HALF_MANTISSA_BITS);
                    case 0x1F -> mantissa == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
                    default -> Math.scalb(mantissa + 0x400, exponent - HALF_EXPONENT_BIAS - HALF_MANTISSA_BITS);
                };
        return half < 0 ? -magnitude : magnitude;
    }

    private static short doubleToHalf(double value) {
        int sign = Math.copySign(1, value) < 0 ? 0x8000 : 0;
        double magnitude = Math.abs(value);
        if (Double.isNaN(value)) {
            return 0x7E00;
        }
        if (magnitude >= 65520) {
            return (short) (sign | 0x7C00);
        }
        int exponent = Math.max(Math.getExponent(magnitude), 1 - HALF_EXPONENT_BIAS);
        long units = (long) Math.rint(Math.scalb(magnitude, HALF_MANTISSA_BITS - exponent));
        // A subnormal has fewer than 1024 units and the exponent field 0; a carry runs into the next exponent as it
        // should.
        long bits = units + ((long) (exponent + HALF_EXPONENT_BIAS - 1) << HALF_MANTISSA_BITS);
        return (short) (sign | bits);
    }
}
