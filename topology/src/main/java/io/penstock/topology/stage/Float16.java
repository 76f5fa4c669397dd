package io.penstock.topology.stage;

/** Conversion between IEEE 754 binary16 and binary32, for a JDK that has none of its own. */
final class Float16 {
    private static final int INFINITY = 0x7C00;
    private static final int SUBNORMAL_EXPONENT = -14;

    private Float16() {}

    /** The nearest binary16, ties to even; what is too large becomes infinite, NaN stays NaN. */
    static short fromFloat(float value) {
        int bits = Float.floatToRawIntBits(value);
        int sign = (bits >>> 16) & 0x8000;
        if (Float.isNaN(value)) {
            return (short) (sign | INFINITY | 0x200);
        }
        if (Float.isInfinite(value) || Math.abs(value) >= 65520f) {
            return (short) (sign | INFINITY);
        }
        return (short) (sign | magnitude(Math.abs(value)));
    }

    /** A significand that rounds up to the next power of two carries into the exponent, which is then right too. */
    private static int magnitude(float value) {
        int exponent = Math.max(Math.getExponent(value), SUBNORMAL_EXPONENT);
        double unit = Math.scalb(1.0, exponent - 10);
        int significand = (int) Math.rint(value / unit);
        return ((exponent - SUBNORMAL_EXPONENT) << 10) + significand;
    }

    /** The same number. */
    static float toFloat(short value) {
        int exponent = (value >>> 10) & 0x1F;
        int fraction = value & 0x3FF;
        float magnitude =
                switch (exponent) {
                    case 0 -> Math.scalb((float) fraction, -24);
                    case 0x1F -> fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
                    default -> Math.scalb((float) (fraction | 0x400), exponent - 25);
                };
        return value < 0 ? -magnitude : magnitude;
    }
}
