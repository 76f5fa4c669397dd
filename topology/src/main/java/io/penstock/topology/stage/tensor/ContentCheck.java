package io.penstock.topology.stage.tensor;

import io.penstock.RecordException;
import io.penstock.RecordFailure;
import io.penstock.engine.DataType;
import io.penstock.topology.stage.TensorElements;
import java.nio.ByteBuffer;

/** Refuses elements that no model should see. Immutable. */
final class ContentCheck {
    private static final int FLOAT32_EXPONENT = 0x7F80_0000;
    private static final int FLOAT16_EXPONENT = 0x7C00;

    private final boolean finite;

    /**
     * A check of booleans and, if wanted, of floats.
     *
     * @param finite whether NaN and infinities are refused
     */
    ContentCheck(boolean finite) {
        this.finite = finite;
    }

    /**
     * Looks at every element where its dtype leaves room for doubt.
     *
     * @throws RecordException INVALID_INPUT, naming the input, row, index and value
     */
    void check(WireTensor tensor) {
        DataType dtype = tensor.dtype();
        if (!looksAt(dtype)) {
            return;
        }
        ByteBuffer elements = tensor.elements();
        int count = elements.remaining() / dtype.bytes();
        for (int i = 0; i < count; i++) {
            if (!valid(elements, i, dtype)) {
                throw refused(tensor, elements, i);
            }
        }
    }

    /** Whether elements of this type may be refused at all. */
    boolean looksAt(DataType dtype) {
        boolean isFloat = dtype == DataType.FLOAT32 || dtype == DataType.FLOAT16;
        return dtype == DataType.BOOL || (finite && isFloat);
    }

    private static boolean valid(ByteBuffer elements, int index, DataType dtype) {
        return switch (dtype) {
            case FLOAT32 -> (elements.getInt(index * Float.BYTES) & FLOAT32_EXPONENT) != FLOAT32_EXPONENT;
            case FLOAT16 -> (elements.getShort(index * Short.BYTES) & FLOAT16_EXPONENT) != FLOAT16_EXPONENT;
            case BOOL -> (elements.get(index) & ~1) == 0;
            default -> true;
        };
    }

    private static RecordException refused(WireTensor tensor, ByteBuffer elements, int index) {
        int perRow = elements.remaining() / tensor.dtype().bytes() / tensor.rows();
        double value = TensorElements.get(elements, index, tensor.dtype());
        boolean isBool = tensor.dtype() == DataType.BOOL;
        return new RecordException(
                RecordFailure.INVALID_INPUT,
                "the input has a " + (isBool ? "boolean that is not 0 or 1" : "value that is not finite") + ": input="
                        + tensor.spec().name() + ", row=" + index / perRow + ", index=" + index % perRow + ", value="
                        + (isBool ? String.valueOf((int) value) : String.valueOf(value)));
    }
}
