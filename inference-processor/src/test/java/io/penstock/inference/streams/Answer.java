package io.penstock.inference.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.penstock.RecordFailure;
import io.penstock.inference.IdModel;
import io.penstock.inference.Outcome;
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
    private static final String COMPUTED = "COMPUTED";

    static Answer of(Outcome<Origin> outcome) {
        if (outcome instanceof Outcome.Inferred<Origin> inferred) {
            List<Long> ids = IdModel.ids(inferred.results());
            return new Answer(ids.get(0), ids.size(), inferred.batch().batchId(), null);
        }
        var rejected = (Outcome.Rejected<Origin>) outcome;
        return new Answer(rejected.context().sequence(), 0, 0, rejected.reason().failure());
    }

    byte[] toBytes() {
        String ending = rejected == null ? COMPUTED : rejected.name();
        return String.join(" ", Long.toString(sequence), Integer.toString(rows), Long.toString(batch), ending)
                .getBytes(UTF_8);
    }

    static Answer from(byte[] bytes) {
        String[] fields = new String(bytes, UTF_8).split(" ", -1);
        RecordFailure rejected = fields[3].equals(COMPUTED) ? null : RecordFailure.valueOf(fields[3]);
        return new Answer(Long.parseLong(fields[0]), Integer.parseInt(fields[1]), Long.parseLong(fields[2]), rejected);
    }
}
