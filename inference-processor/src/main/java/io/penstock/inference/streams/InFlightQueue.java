package io.penstock.inference.streams;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** One task's records in flight, oldest first, with their rows and bytes; counted for its thread too. */
final class InFlightQueue<A> {
    private final Deque<InFlight<A>> records = new ArrayDeque<>();
    private final ThreadInFlight thread;
    private long rows;
    private long bytes;

    InFlightQueue(ThreadInFlight thread) {
        this.thread = thread;
    }

    void add(InFlight<A> record) {
        records.addLast(record);
        thread.add(1);
        rows += record.rows();
        bytes += record.heldBytes();
    }

    @Nullable
    InFlight<A> oldest() {
        return records.peekFirst();
    }

    void removeOldest() {
        InFlight<A> oldest = records.removeFirst();
        thread.add(-1);
        rows -= oldest.rows();
        bytes -= oldest.heldBytes();
    }

    boolean isEmpty() {
        return records.isEmpty();
    }

    /** Whether a record of this size would exceed the limits; an empty queue takes any. */
    boolean isFullFor(InFlight<A> record, InferLimits limits) {
        return !records.isEmpty()
                && (rows + record.rows() > limits.taskRows() || bytes + record.heldBytes() > limits.taskBytes());
    }

    void clear() {
        records.forEach(InFlight::release);
        thread.add(-records.size());
        records.clear();
        rows = 0;
        bytes = 0;
    }
}
