package io.penstock.inference.policy;

import io.penstock.inference.policy.ClosedBatch.Cause;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The batching policy: one open batch a bucket, closed when it is full, when its oldest row has waited for the window,
 * or earlier if the policy is eager. Requests of a bucket get rows in the order they ask, and a request's rows lie
 * together in one batch.
 *
 * <p>Times are those of one monotonic clock, in nanoseconds. Not thread-safe: the caller holds a lock.
 */
public final class BatchingPolicy {
    private static final class Batch {
        final long id;
        final int bucket;
        final long deadlineNanos;
        int rows;
        long bytes;

        Batch(long id, int bucket, long deadlineNanos) {
            this.id = id;
            this.bucket = bucket;
            this.deadlineNanos = deadlineNanos;
        }
    }

    private final BatchLimits limits;
    private final @Nullable Batch[] open;
    private final int[] computing;
    private final Map<Long, Batch> closed = new HashMap<>();
    private final Queue<ClosedBatch> justClosed = new ArrayDeque<>();
    private long batches;
    private long inFlightRows;
    private long inFlightBytes;

    /** A policy for buckets {@code 0} to {@code buckets - 1}. */
    public BatchingPolicy(BatchLimits limits, int buckets) {
        this.limits = limits;
        this.open = new Batch[buckets];
        this.computing = new int[buckets];
    }

    /**
     * Asks for rows.
     *
     * @throws IllegalArgumentException if the request has no rows or more than a batch can have
     */
    public Admission offer(int bucket, int rows, long bytes, long nowNanos) {
        if (rows < 1 || rows > limits.maxRows()) {
            throw new IllegalArgumentException("a request has 1 to " + limits.maxRows() + " rows: rows=" + rows);
        }
        Admission.@Nullable Refused full = overLimit(rows, bytes);
        if (full != null) {
            return full;
        }
        Batch batch = open[bucket];
        if (batch != null && batch.rows + rows > limits.maxRows()) {
            close(batch, Cause.NO_ROOM);
            batch = null;
        }
        boolean opens = batch == null;
        if (batch == null) {
            if (computing[bucket] == limits.sessions()) {
                return Admission.Refused.SESSIONS;
            }
            batch = new Batch(++batches, bucket, nowNanos + limits.windowNanos());
            open[bucket] = batch;
        }
        int firstRow = batch.rows;
        claim(batch, rows, bytes);
        return new Admission.Claimed(batch.id, firstRow, opens);
    }

    private Admission.@Nullable Refused overLimit(int rows, long bytes) {
        if (inFlightRows + rows > limits.maxInFlightRows()) {
            return Admission.Refused.ROWS;
        }
        boolean alone = inFlightRows == 0;
        return inFlightBytes + bytes > limits.maxInFlightBytes() && !alone ? Admission.Refused.BYTES : null;
    }

    private void claim(Batch batch, int rows, long bytes) {
        batch.rows += rows;
        batch.bytes += bytes;
        inFlightRows += rows;
        inFlightBytes += bytes;
        if (batch.rows == limits.maxRows()) {
            close(batch, Cause.FULL);
        } else if (limits.windowNanos() == 0) {
            close(batch, Cause.WINDOW);
        } else {
            closeIfEager(batch.bucket);
        }
    }

    private void closeIfEager(int bucket) {
        Batch batch = open[bucket];
        if (batch != null && limits.eager() && computing[bucket] < limits.computingSessions()) {
            close(batch, Cause.EAGER);
        }
    }

    private void close(Batch batch, Cause cause) {
        open[batch.bucket] = null;
        computing[batch.bucket]++;
        closed.put(batch.id, batch);
        justClosed.add(new ClosedBatch(batch.id, batch.rows, cause));
    }

    /** Closes every batch whose window has passed. */
    public void closeDue(long nowNanos) {
        for (Batch batch : open) {
            if (batch != null && batch.deadlineNanos - nowNanos <= 0) {
                close(batch, Cause.WINDOW);
            }
        }
    }

    /** Closes every open batch: somebody waits for its rows. */
    public void flush() {
        for (Batch batch : open) {
            if (batch != null) {
                close(batch, Cause.FLUSH);
            }
        }
    }

    /** The batches closed since the last call, in the order they closed. */
    public List<ClosedBatch> takeClosed() {
        if (justClosed.isEmpty()) {
            return List.of();
        }
        List<ClosedBatch> taken = new ArrayList<>(justClosed);
        justClosed.clear();
        return taken;
    }

    /** When {@link #closeDue} has something to close next; empty while no batch is open. */
    public OptionalLong nextDeadlineNanos() {
        Batch first = null;
        for (Batch batch : open) {
            if (batch != null && (first == null || batch.deadlineNanos - first.deadlineNanos < 0)) {
                first = batch;
            }
        }
        return first == null ? OptionalLong.empty() : OptionalLong.of(first.deadlineNanos);
    }

    /**
     * A closed batch has been computed: its session, rows and bytes are free again.
     *
     * @throws IllegalArgumentException if the batch is not a closed one
     */
    public void finished(long batch) {
        Batch done = closed.remove(batch);
        if (done == null) {
            throw new IllegalArgumentException("no closed batch of this number: batch=" + batch);
        }
        computing[done.bucket]--;
        inFlightRows -= done.rows;
        inFlightBytes -= done.bytes;
        closeIfEager(done.bucket);
    }

    /** The rows claimed and not yet computed. */
    public long inFlightRows() {
        return inFlightRows;
    }

    /** The bytes their sources hold. */
    public long inFlightBytes() {
        return inFlightBytes;
    }
}
