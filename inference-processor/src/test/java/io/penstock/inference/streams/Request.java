package io.penstock.inference.streams;

import io.penstock.inference.Submission;
import java.nio.ByteBuffer;

/**
 * A request as the tests' input topics hold it.
 *
 * @param sequence its number in its partition, from 0; the id of its first row
 */
record Request(long sequence, int rows, long deadlineEpochMillis) {
    static Request of(long sequence) {
        return new Request(sequence, 1, Submission.NO_DEADLINE);
    }

    byte[] toBytes() {
        return ByteBuffer.allocate(Long.BYTES + Integer.BYTES + Long.BYTES)
                .putLong(sequence)
                .putInt(rows)
                .putLong(deadlineEpochMillis)
                .array();
    }

    static Request from(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new Request(buffer.getLong(), buffer.getInt(), buffer.getLong());
    }
}
