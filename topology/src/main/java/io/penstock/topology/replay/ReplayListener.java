package io.penstock.topology.replay;

/** Hears how far a replay has come, on its thread. It may throw to end it. */
public interface ReplayListener {
    /**
     * Requests have been read and scored.
     *
     * @param read how many offsets of the range
     * @param range how many it has
     */
    void onRequests(long read, long range);

    /** Recorded results have been read, likewise; after all requests. */
    void onResults(long read, long range);
}
