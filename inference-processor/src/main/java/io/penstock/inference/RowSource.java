package io.penstock.inference;

/**
 * The rows of one request, not yet written anywhere: decoded, or still in the record that brought them. Asked for its rows
 * once, then written at most once, by the thread that submits it, straight into the micro-batch's input buffers. It is
 * asked and written within the call that submits it and let go before that returns, also when it is refused: one object
 * may serve request after request.
 */
public interface RowSource {
    /** How many rows it has, at least one. */
    int rows();

    /**
     * The index of the engine's bucket whose row shapes its rows fit: always the same until they are written, and ready, as
     * it is asked at each offer under the batcher's lock.
     */
    int bucket();

    /**
     * The host memory it holds until it is written, in bytes; what in-flight limits count. As {@link #bucket()}, always the same
     * until then and ready.
     */
    long bytes();

    /**
     * Writes every byte of its rows.
     *
     * @throws io.penstock.RecordException if its content is refused only now; the rows are then given up
     */
    void writeTo(RowTarget target);
}
