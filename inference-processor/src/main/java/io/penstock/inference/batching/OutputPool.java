package io.penstock.inference.batching;

import io.penstock.engine.Session;
import io.penstock.engine.Signature;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What a session's outputs are copied into, run after run: a few that all their requests have released are kept for the
 * next runs. Thread-safe.
 */
final class OutputPool {
    /** As many runs of a session as mostly wait to be forwarded. */
    static final int MOST_KEPT = 4;

    /** Larger ones are left to the garbage collector: beside so many bytes that are copied it is no cost. */
    static final int MOST_BYTES = 1 << 20;

    private final Signature signature;
    private final Deque<BatchOutputs> kept = new ArrayDeque<>(MOST_KEPT);

    OutputPool(Signature signature) {
        this.signature = signature;
    }

    /** Copies the outputs of the run that has just completed, which each of so many requests is to release. */
    BatchOutputs copy(Session session, int rows, int requests) {
        BatchOutputs outputs = take();
        outputs.fill(session, rows, requests);
        return outputs;
    }

    private synchronized BatchOutputs take() {
        BatchOutputs latest = kept.pollLast();
        return latest == null ? new BatchOutputs(signature, this) : latest;
    }

    /** Takes back what nobody reads any more. */
    synchronized void give(BatchOutputs released) {
        if (kept.size() < MOST_KEPT && released.bytes() <= MOST_BYTES) {
            kept.addLast(released);
        }
    }
}
