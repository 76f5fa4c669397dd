package io.penstock.inference.policy;

import io.penstock.inference.policy.ClosedBatch.Cause;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The batching policy: one open batch a bucket and priority, closed when it is full, when its oldest row has waited for
 * the window, or earlier if the policy is eager or a request of higher priority needs its session. Requests of a bucket
 * and priority get rows in the order they ask, and a request's rows lie together in one batch.
 *
 * <p>Times are those of one monotonic clock, in nanoseconds. Not thread-safe: the caller holds a lock.
 */
public final class BatchingPolicy {
    private static final List<Priority> HIGHEST_FIRST = List.of(Priority.values());

    private final BatchLimits limits;
    private final BucketSessions[] buckets;
    /** No more than there are sessions. */
    private final List<PolicyBatch> closed = new ArrayList<>();

    private final Queue<ClosedBatch> justClosed = new ArrayDeque<>();
    private long batches;
    private long inFlightRows;
    private long inFlightBytes;

    /** A policy for buckets {@code 0} to {@code buckets - 1}. */
    public BatchingPolicy(BatchLimits limits, int buckets) {
        this.limits = limits;
        this.buckets = new BucketSessions[buckets];
        Arrays.setAll(this.buckets, bucket -> new BucketSessions(limits.sessions()));
    }

    /** As {@link #offer(Priority, int, int, long, long)}, for a request that somebody waits for. */
    public Admission offer(int bucket, int rows, long bytes, long nowNanos) {
        return offer(Priority.ONLINE, bucket, rows, bytes, nowNanos);
    }

    /**
     * Asks for rows.
     *
     * @throws IllegalArgumentException if the request has no rows or more than a batch can have
     */
    public Admission offer(Priority priority, int bucket, int rows, long bytes, long nowNanos) {
        if (rows < 1 || rows > limits.maxRows()) {
            throw new IllegalArgumentException("a request has 1 to " + limits.maxRows() + " rows: rows=" + rows);
        }
        Admission.@Nullable Refused full = overLimit(priority, rows, bytes);
        if (full != null) {
            return full;
        }
        PolicyBatch batch = buckets[bucket].open(priority);
        if (batch != null && batch.rows + rows > limits.maxRows()) {
            close(batch, Cause.NO_ROOM);
            batch = null;
        }
        boolean opens = batch == null;
        if (batch == null) {
            batch = opened(priority, bucket, nowNanos);
        }
        if (batch == null) {
            return Admission.Refused.SESSIONS;
        }
        claim(batch, rows, bytes);
        return opens ? batch.opened : batch.joined;
    }

    private Admission.@Nullable Refused overLimit(Priority priority, int rows, long bytes) {
        boolean alone = inFlightRows == 0;
        boolean online = priority == Priority.ONLINE;
        if (inFlightRows + rows > limits.maxInFlightRows() - (online || alone ? 0 : limits.maxRows())) {
            return Admission.Refused.ROWS;
        }
        long most = online ? limits.maxInFlightBytes() : limits.maxInFlightBytes() / 2;
        return inFlightBytes + bytes > most && !alone ? Admission.Refused.BYTES : null;
    }

    /** A new batch, if there is a session for it; a batch of lower priority that fills one makes haste otherwise. */
    private @Nullable PolicyBatch opened(Priority priority, int bucket, long nowNanos) {
        BucketSessions sessions = buckets[bucket];
        if (sessions.hasSession(priority, nowNanos)) {
            PolicyBatch batch = new PolicyBatch(++batches, bucket, priority, nowNanos + limits.windowNanos());
            sessions.opened(batch);
            return batch;
        }
        if (priority == Priority.ONLINE) {
            sessions.onlineRefused(nowNanos);
            PolicyBatch lower = sessions.open(Priority.BATCH);
            if (lower != null) {
                close(lower, Cause.YIELD);
            }
        }
        return null;
    }

    private void claim(PolicyBatch batch, int rows, long bytes) {
        batch.rows += rows;
        batch.bytes += bytes;
        inFlightRows += rows;
        inFlightBytes += bytes;
        if (batch.rows == limits.maxRows()) {
            close(batch, Cause.FULL);
        } else if (limits.windowNanos() == 0) {
            close(batch, Cause.WINDOW);
        } else {
            closeIfEager(batch);
        }
    }

    private void closeIfEager(PolicyBatch batch) {
        if (limits.eager() && buckets[batch.bucket].computing() < limits.computingSessions()) {
            close(batch, Cause.EAGER);
        }
    }

    private void close(PolicyBatch batch, Cause cause) {
        buckets[batch.bucket].closed(batch);
        closed.add(batch);
        justClosed.add(new ClosedBatch(batch.id, batch.rows, cause));
    }

    /** Closes every batch whose window has passed. */
    public void closeDue(long nowNanos) {
        for (PolicyBatch batch : open()) {
            if (batch.deadlineNanos - nowNanos <= 0) {
                close(batch, Cause.WINDOW);
            }
        }
    }

    /** Closes every open batch: somebody waits for its rows. */
    public void flush() {
        open().forEach(batch -> close(batch, Cause.FLUSH));
    }

    private List<PolicyBatch> open() {
        List<PolicyBatch> open = new ArrayList<>();
        for (BucketSessions bucket : buckets) {
            for (Priority priority : HIGHEST_FIRST) {
                PolicyBatch batch = bucket.open(priority);
                if (batch != null) {
                    open.add(batch);
                }
            }
        }
        return open;
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

    /**
     * When {@link #closeDue} has something to close next; empty while no batch is open. A batch that opens later is never
     * due earlier: all have the same window.
     */
    public OptionalLong nextDeadlineNanos() {
        PolicyBatch first = null;
        for (PolicyBatch batch : open()) {
            if (first == null || batch.deadlineNanos - first.deadlineNanos < 0) {
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
        PolicyBatch done = removeClosed(batch);
        BucketSessions bucket = buckets[done.bucket];
        bucket.finished(done);
        inFlightRows -= done.rows;
        inFlightBytes -= done.bytes;
        for (Priority priority : HIGHEST_FIRST) {
            PolicyBatch open = bucket.open(priority);
            if (open != null) {
                closeIfEager(open);
            }
        }
    }

    private PolicyBatch removeClosed(long batch) {
        for (int i = 0; i < closed.size(); i++) {
            if (closed.get(i).id == batch) {
                return closed.remove(i);
            }
        }
        throw new IllegalArgumentException("no closed batch of this number: batch=" + batch);
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
