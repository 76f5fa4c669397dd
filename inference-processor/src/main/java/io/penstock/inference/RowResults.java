package io.penstock.inference;

import io.penstock.engine.Shape;
import java.nio.ByteBuffer;

/**
 * The outputs of one request's rows, independent of the engine. Any thread may read them until they are released. The infer
 * stage releases a record's as soon as its forward has returned: reading them then throws {@link IllegalStateException}, and
 * the views taken before show other records' outputs. Copy what is to be kept. What nobody releases changes no more.
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
