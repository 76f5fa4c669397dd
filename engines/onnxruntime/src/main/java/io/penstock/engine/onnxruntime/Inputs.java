package io.penstock.engine.onnxruntime;

import java.nio.ByteBuffer;

/** The input side of a session: the buffers its caller writes, as tensors for a run. For one thread at a time. */
sealed interface Inputs extends AutoCloseable permits DirectInputs, PaddedInputs {
    /** The buffer of this index of the signature. */
    ByteBuffer buffer(int index);

    /** The rows computed in a run of {@code rows}, padding included. */
    int computedRows(int rows);

    /** The tensors of a run, valid until the next call. */
    Tensors bind(int firstRow, int rows);

    @Override
    void close();
}
