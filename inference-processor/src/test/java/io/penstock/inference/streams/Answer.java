package io.penstock.inference.streams;

import io.penstock.RecordFailure;
import io.penstock.inference.IdModel;
import io.penstock.inference.Outcome;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An outcome as the tests' output topics hold it.
 *
 * @param sequence the number of its request in its partition, computed by the model unless it was rejected
 * @param batch the batch that computed it, 0 if none did
 * @param rejected why it was not computed; null if it was
 */
record Answer(long sequence, int rows, long batch, @Nullable RecordFailure rejected) {
    private static final byte COMPUTED = -1;

    static Answer of(Outcome<Origin> outcome) {
        if (outcome instanceof Outcome.Inferred<Origin> inferred) {
            List<Long> ids = IdModel.ids(inferred.results());
            return new Answer(ids.get(0), ids.size(), inferred.batch().batchId(), null);
        }
        var rejected = (Outcome.Rejected<Origin>) outcome;
        return new Answer(rejected.context().sequence(), 0, 0, rejected.reason().failure());
    }

    byte[] toBytes() {
        return ByteBuffer.allocate(Long.BYTES + Integer.BYTES + Long.BYTES + 1)
                .putLong(sequence)
                .putInt(rows)
                .putLong(batch)
                .put(rejected == null ? COMPUTED : (byte) rejected.ordinal())
                .array();
    }

    static Answer from(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        long sequence = buffer.getLong();
        int rows = buffer.getInt();
        long batch = buffer.getLong();
        byte rejected = buffer.get();
        return new Answer(sequence, rows, batch, rejected == COMPUTED ? null : RecordFailure.values()[rejected]);
    }
}
