package io.penstock.inference.policy;

/** Who goes first where requests share a model's sessions. Requests of different priorities share no batch. */
public enum Priority {
    /** Somebody waits for the answer: any session, before all others. */
    ONLINE,
    /**
     * A job over many rows: the sessions that are left, never the last free one of several, and of the rows in flight
     * never the last batch, so that an online request finds room.
     */
    BATCH
}
