package io.penstock.engine;

import io.penstock.PenstockException;

/**
 * Learns how a run ended. Called once, on a thread of the engine's: keep it short and wait for no other run in it. The session is
 * no longer running when it is called, so its outputs may be read and its next run may be started from here.
 */
public interface Completion {
    /** The outputs are in the session's output buffers. */
    void completed(RunReport report);

    /**
     * The run has no outputs. RECORD and TRANSIENT failures leave the session usable; after a FATAL one neither the
     * session nor the device may be used again.
     */
    void failed(PenstockException failure);
}
