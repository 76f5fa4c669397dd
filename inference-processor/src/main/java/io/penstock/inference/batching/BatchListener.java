package io.penstock.inference.batching;

import io.penstock.inference.BatchReport;
import io.penstock.inference.policy.ClosedBatch;

/** Hears of batches, for metrics. Called on the batcher's and the engine's threads: keep it short and never throw. */
public interface BatchListener {
    BatchListener NONE = new BatchListener() {};

    /** A batch takes no more rows and is about to run. */
    default void onClosed(ClosedBatch batch) {}

    /** A batch, or the part of a split one, was computed. */
    default void onComputed(BatchReport report) {}

    /** A batch, or a part of it, was refused by the engine and is split, or tried again if the failure was transient. */
    default void onFailed(int rows, String reason) {}
}
