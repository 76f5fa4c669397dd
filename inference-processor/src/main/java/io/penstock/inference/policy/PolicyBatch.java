package io.penstock.inference.policy;

/** A batch as the policy counts it. Not thread-safe. */
final class PolicyBatch {
    final long id;
    final int bucket;
    final Priority priority;
    final long deadlineNanos;
    /** The answer to the request that opens it. */
    final Admission.Claimed opened;
    /** The answer to all others, one object for all of them. */
    final Admission.Claimed joined;

    int rows;
    long bytes;

    PolicyBatch(long id, int bucket, Priority priority, long deadlineNanos) {
        this.id = id;
        this.bucket = bucket;
        this.priority = priority;
        this.deadlineNanos = deadlineNanos;
        this.opened = new Admission.Claimed(id, true);
        this.joined = new Admission.Claimed(id, false);
    }
}
