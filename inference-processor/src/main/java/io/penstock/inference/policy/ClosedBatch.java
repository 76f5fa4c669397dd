package io.penstock.inference.policy;

/**
 * A batch that takes no more rows: run it.
 *
 * @param batch its number
 * @param rows the rows claimed in it
 * @param cause why it closed
 */
public record ClosedBatch(long batch, int rows, Cause cause) {
    /** Why a batch closed. */
    public enum Cause {
        /** It has all the rows it can have. */
        FULL,
        /** The next request has more rows than were left. */
        NO_ROOM,
        /** Its oldest row has waited for the window. */
        WINDOW,
        /** A session stood idle and the policy is eager. */
        EAGER,
        /** An online request needs its session. */
        YIELD,
        /** A commit, a rebalance or a shutdown waits for its rows. */
        FLUSH
    }
}
