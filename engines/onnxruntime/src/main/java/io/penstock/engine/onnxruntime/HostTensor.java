package io.penstock.engine.onnxruntime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import io.penstock.FailureCategory;
import io.penstock.engine.EngineException;
import io.penstock.engine.Shape;
import io.penstock.engine.TensorSpec;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * An input or output in host memory, {@code [rows, row...]}. The memory is freed when nobody refers to it any more.
 *
 * @param spec what it holds
 * @param row the shape of a row
 * @param buffer its rows, direct, in native byte order
 */
record HostTensor(TensorSpec spec, Shape row, ByteBuffer buffer) {
    /**
     * Allocates the memory of a number of rows.
     *
     * @throws EngineException FATAL, if there is too little or a buffer cannot be so large
     */
    static HostTensor allocate(TensorSpec spec, Shape row, int rows) {
        BigInteger bytes = BigInteger.valueOf(row.elements())
                .multiply(BigInteger.valueOf(spec.dtype().bytes()))
                .multiply(BigInteger.valueOf(rows));
        String sizes = "tensor=" + spec.name() + ", rows=" + rows + ", row=" + ElementTypes.name(spec.dtype()) + row
                + ", bytes=" + bytes;
        if (bytes.bitLength() >= Integer.SIZE) {
            throw new EngineException(
                    FailureCategory.FATAL, "a buffer has at most 2 GiB: " + sizes + "; lower the maximum batch");
        }
        try {
            ByteBuffer buffer = ByteBuffer.allocateDirect(bytes.intValue()).order(ByteOrder.nativeOrder());
            return new HostTensor(spec, row, buffer);
        } catch (OutOfMemoryError e) {
            throw new EngineException(
                    FailureCategory.FATAL,
                    "no memory for a session's buffer: " + sizes
                            + "; raise -XX:MaxDirectMemorySize, or lower the maximum batch or the number of sessions",
                    e);
        }
    }

    int rowBytes() {
        return Math.toIntExact(row.elements() * spec.dtype().bytes());
    }

    /** A tensor over consecutive rows, without a copy; the caller owns it. */
    OnnxTensor tensor(OrtEnvironment environment, int firstRow, int rows) {
        ByteBuffer slice = buffer.duplicate()
                .clear()
                .slice(firstRow * rowBytes(), rows * rowBytes())
                .order(ByteOrder.nativeOrder());
        try {
            OnnxTensor tensor = OnnxTensor.createTensor(
                    environment, slice, row.batch(rows).toArray(), ElementTypes.onnx(spec.dtype()));
            LiveHandles.opened();
            return tensor;
        } catch (OrtException e) {
            throw new EngineException(
                    FailureCategory.FATAL,
                    "ONNX Runtime refuses a tensor: tensor=" + spec.name() + ", shape=" + row.batch(rows) + ": "
                            + e.getMessage(),
                    e);
        }
    }
}
