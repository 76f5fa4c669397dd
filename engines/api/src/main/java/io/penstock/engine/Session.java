package io.penstock.engine;

import java.nio.ByteBuffer;

/**
 * One execution context with its stream and host buffers. It belongs to one thread at a time, except that while it is
 * not running, several threads may write disjoint rows of its input buffers.
 *
 * <p>The buffers are allocated once, direct, in native byte order, and stay at their addresses until close; a run
 * allocates no native memory. From {@link #run} until its completion they belong to the engine.
 */
public interface Session extends AutoCloseable {
    Bucket bucket();

    /** The most rows one run takes. */
    int maxRows();

    /**
     * The input of this index of the signature, {@code [maxRows, row...]} of the bucket. The same buffer object every
     * time: callers use absolute access or a duplicate, so that they share no position.
     *
     * @throws IllegalStateException if the session is closed
     */
    ByteBuffer input(int index);

    /**
     * Runs the model over {@code rows} consecutive rows of the input buffers, the first of them {@code firstRow}, and
     * returns at once. Exactly one method of {@code completion} is called, later, on a thread of the engine's or, for a
     * backend that computes at once, before this returns. Rows it pads up to are the engine's affair: they read as
     * anything and are never seen in the output.
     *
     * @throws IllegalStateException if the session is closed or already running
     * @throws IllegalArgumentException if the rows reach outside {@code [0, maxRows]} or there is none of them
     */
    void run(int firstRow, int rows, Completion completion);

    /**
     * The output of this index after a completed run: its first {@code rows} rows are those of the run, whatever
     * {@code firstRow} was. Position 0, limit at the end of the last row. Valid until the next run or close.
     *
     * @throws IllegalStateException if the session is closed or running, or no run has completed
     */
    ByteBuffer output(int index);

    /**
     * The shape of one row of the output of this index after a completed run.
     *
     * @throws IllegalStateException as for {@link #output}
     */
    Shape outputRowShape(int index);

    /** Waits for a run under way and its completion, then frees everything. Closing twice does nothing. */
    @Override
    void close();
}
