package io.penstock.inference.policy;

/** A batch as the policy counts it. Not thread-safe. */
final class PolicyBatch {
    final long id;
    final int bucket;
    final Priority priority;
    final long deadlineNanos;
    int rows;
    long bytes;

    PolicyBatch(long id, int bucket, Priority priority, long deadlineNanos) {
        this.id = id;
        this.bucket = bucket;
        this.priority = priority;
        this.deadlineNanos = deadlineNanos;
    }
}
