package io.penstock.inference;

import io.penstock.RecordException;

/** How a submission fared; it leaves the infer stage in partition order with its record's key, headers and timestamp. */
public sealed interface Outcome<A> {
    /** What the submission carried along. */
    A context();

    /**
     * It was computed.
     *
     * @param queueNanos from its arrival at the micro-batcher to the start of its batch's computation
     */
    record Inferred<A>(A context, RowResults results, BatchReport batch, long queueNanos) implements Outcome<A> {}

    /** It was not: it expired, or it or the engine refused its rows. */
    record Rejected<A>(A context, RecordException reason) implements Outcome<A> {}
}
