package io.penstock.inference;

import java.nio.ByteBuffer;

/** The rows of the input buffers that one request has claimed. */
public interface RowTarget {
    /**
     * The claimed rows of the input of this index: {@code rows × rowBytes} bytes from position 0 to the limit, native
     * byte order, dense and row-major. Valid only during {@link RowSource#writeTo}. Its old content is anything. The
     * same buffer each time, from position 0 again.
     */
    ByteBuffer input(int index);
}
