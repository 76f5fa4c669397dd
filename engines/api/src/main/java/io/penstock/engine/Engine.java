package io.penstock.engine;

import java.util.List;

/**
 * A loaded model: its weights, shared by all its sessions. Thread-safe.
 *
 * <p>Closing refuses new sessions at once and frees the weights after the last open session has closed; closing twice
 * does nothing.
 */
public interface Engine extends AutoCloseable {
    /** What it is; the same as long as it lives. */
    EngineDescription description();

    default EngineInfo info() {
        return description().info();
    }

    default Signature signature() {
        return description().signature();
    }

    /** The buckets it serves, smallest first. */
    default List<Bucket> buckets() {
        return description().buckets();
    }

    /** The most rows one run takes. */
    default int maxRows() {
        return description().maxRows();
    }

    /**
     * Opens a session with its own execution context, stream and buffers of {@link #maxRows()} rows. The caller owns it.
     *
     * @param bucket one of {@link #buckets()}
     * @throws IllegalStateException if the engine is closed
     * @throws IllegalArgumentException if the engine does not serve this bucket
     * @throws EngineException FATAL, if memory for the buffers cannot be had; the message names the sizes
     */
    Session openSession(Bucket bucket);

    @Override
    void close();
}
