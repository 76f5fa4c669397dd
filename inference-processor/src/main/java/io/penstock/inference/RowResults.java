package io.penstock.inference;

import io.penstock.engine.Shape;
import java.nio.ByteBuffer;

/**
 * The outputs of one request's rows. They change no more and are independent of the engine, and any thread may read them:
 * they may be kept. In the infer stage they keep their record and the outputs of its batch with them: copy what is to stay
 * for long.
 */
public interface RowResults {
    /** How many rows, as many as the request had. */
    int rows();

    /** The shape of one row of this output. */
    Shape rowShape(int output);

    /**
     * The output of this index of the signature, {@code rows × rowBytes} bytes from position 0 to the limit, read-only,
     * native byte order. A new view at each call.
     */
    ByteBuffer output(int output);
}
