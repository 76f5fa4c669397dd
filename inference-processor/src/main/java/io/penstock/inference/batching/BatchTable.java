package io.penstock.inference.batching;

import io.penstock.PenstockException;
import io.penstock.inference.policy.Admission;
import io.penstock.inference.policy.BatchLimits;
import io.penstock.inference.policy.BatchingPolicy;
import io.penstock.inference.policy.ClosedBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The batches that fill or compute, each with its session: what the policy's decisions mean. Not thread-safe: the
 * batcher holds its lock.
 */
final class BatchTable {
    private final BatchingPolicy policy;
    private final SessionPool sessions;
    private final BatchListener listener;
    /** No more than there are sessions; the latest last. */
    private final List<MicroBatch> batches = new ArrayList<>();

    BatchTable(BatchLimits limits, SessionPool sessions, BatchListener listener) {
        this.policy = new BatchingPolicy(limits, sessions.buckets());
        this.sessions = sessions;
        this.listener = listener;
    }

    /** The batch in which the ticket has got rows; null if there is no room. */
    @Nullable
    MicroBatch claim(Ticket ticket, long nowNanos) {
        Admission admission = policy.offer(ticket.priority(), ticket.bucket(), ticket.rows(), ticket.bytes(), nowNanos);
        if (!(admission instanceof Admission.Claimed claimed)) {
            return null;
        }
        MicroBatch batch = claimed.opened() ? opened(claimed.batch(), ticket) : batch(claimed.batch());
        batch.add(ticket);
        return batch;
    }

    /** The batches that have closed since the last call: to run once their rows are published. */
    List<MicroBatch> takeClosed() {
        List<ClosedBatch> closed = policy.takeClosed();
        return switch (closed.size()) {
            case 0 -> List.of();
            case 1 -> List.of(closed(closed.get(0)));
            default -> closed.stream().map(this::closed).toList();
        };
    }

    private MicroBatch closed(ClosedBatch closed) {
        MicroBatch batch = batch(closed.batch());
        batch.close();
        listener.onClosed(closed);
        return batch;
    }

    private MicroBatch opened(long id, Ticket first) {
        int bucket = first.bucket();
        MicroBatch batch = new MicroBatch(id, bucket, first.owner(), sessions.take(bucket));
        batches.add(batch);
        return batch;
    }

    /** Mostly the latest. */
    private MicroBatch batch(long id) {
        for (int i = batches.size() - 1; i >= 0; i--) {
            if (batches.get(i).id() == id) {
                return batches.get(i);
            }
        }
        throw new IllegalStateException("not a batch in flight: batch=" + id);
    }

    void flush() {
        policy.flush();
    }

    void closeDue(long nowNanos) {
        policy.closeDue(nowNanos);
    }

    OptionalLong nextDeadlineNanos() {
        return policy.nextDeadlineNanos();
    }

    /** The batch has been computed: its session is free. */
    void finished(MicroBatch batch) {
        batches.remove(batch);
        batch.finish();
        sessions.give(batch.bucket(), batch.pooled());
        policy.finished(batch.id());
    }

    boolean isEmpty() {
        return batches.isEmpty();
    }

    /** Whether some thread may still write into a session's buffers. */
    boolean isBeingWritten() {
        return batches.stream().anyMatch(MicroBatch::isBeingWritten);
    }

    /** Every batch that fills or computes fails. */
    void fail(PenstockException failure) {
        batches.forEach(batch -> batch.fail(failure));
    }

    long inFlightRows() {
        return policy.inFlightRows();
    }

    long inFlightBytes() {
        return policy.inFlightBytes();
    }
}
