package io.penstock.engine;

/** The element types a tensor may have. Elements lie in native byte order, densely, in row-major order. */
public enum DataType {
    FLOAT32(4),
    /** IEEE 754 binary16. */
    FLOAT16(2),
    INT64(8),
    INT32(4),
    INT8(1),
    UINT8(1),
    /** One byte an element, 0 or 1. */
    BOOL(1);

    private final int bytes;

    DataType(int bytes) {
        this.bytes = bytes;
    }

    /** The size of one element in bytes. */
    public int bytes() {
        return bytes;
    }
}
