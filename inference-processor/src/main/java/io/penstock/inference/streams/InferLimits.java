package io.penstock.inference.streams;

import java.time.Duration;

/**
 * What one task may hold and how long its thread may wait.
 *
 * @param taskRows the most rows of one task between submission and forwarding, at least one batch; past them its thread
 *     waits for its oldest record
 * @param taskBytes the most bytes their sources hold
 * @param drainTimeout the longest a commit waits for the records in flight, and a record for room; below
 *     {@code transaction.timeout.ms} and {@code max.poll.interval.ms}
 */
public record InferLimits(long taskRows, long taskBytes, Duration drainTimeout) {
    public InferLimits {
        if (taskRows < 1 || taskBytes < 1) {
            throw new IllegalArgumentException(
                    "a task's limits must be at least 1: taskRows=" + taskRows + ", taskBytes=" + taskBytes);
        }
        if (drainTimeout.isNegative() || drainTimeout.isZero()) {
            throw new IllegalArgumentException("drainTimeout must be positive, is " + drainTimeout);
        }
    }
}
