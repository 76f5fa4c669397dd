package io.penstock.inference.batching;

import io.penstock.inference.BatchReport;
import io.penstock.inference.policy.ClosedBatch;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what a listener is told. Thread-safe. */
final class RecordedBatches implements BatchListener {
    private final List<ClosedBatch> closed = new CopyOnWriteArrayList<>();
    private final List<BatchReport> computed = new CopyOnWriteArrayList<>();
    private final List<String> failures = new CopyOnWriteArrayList<>();

    @Override
    public void onClosed(ClosedBatch batch) {
        closed.add(batch);
    }

    @Override
    public void onComputed(BatchReport report) {
        computed.add(report);
    }

    @Override
    public void onFailed(int rows, String reason) {
        failures.add(rows + ": " + reason);
    }

    List<ClosedBatch> closed() {
        return closed;
    }

    List<BatchReport> computed() {
        return computed;
    }

    List<String> failures() {
        return failures;
    }
}
