package io.penstock.inference;

import io.penstock.RecordException;

/** How a submission fared; it leaves the infer stage in partition order with its record's key, headers and timestamp. */
public sealed interface Outcome<A> {
    /** What the submission carried along. */
    A context();

    /**
     * It was computed. What the stage has kept for the record while it was in flight, read as its outcome. It may be kept,
     * its results may not: they are released once the forward that brought it has returned.
     */
    non-sealed interface Inferred<A> extends Outcome<A> {
        RowResults results();

        /** The batch that computed it. */
        BatchReport batch();

        /** From its arrival at the micro-batcher to the start of its batch's computation. */
        long queueNanos();
    }

    /** It was not: it expired, or it or the engine refused its rows. */
    record Rejected<A>(A context, RecordException reason) implements Outcome<A> {}
}
