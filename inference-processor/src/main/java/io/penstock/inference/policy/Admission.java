package io.penstock.inference.policy;

/** The answer to a request that asks for rows. */
public sealed interface Admission {
    /**
     * The rows are its own: those that follow the rows of the request before in its batch.
     *
     * @param batch the batch they lie in
     * @param opened whether this request opened the batch
     */
    record Claimed(long batch, boolean opened) implements Admission {}

    /** No room now; ask again when a batch has finished. */
    enum Refused implements Admission {
        /** Every session of the bucket is taken, or kept for requests of higher priority. */
        SESSIONS,
        /** The rows in flight are at the priority's limit. */
        ROWS,
        /** The bytes in flight are at the priority's limit. */
        BYTES
    }
}
