package io.penstock.benchmarks.rivals;

import io.penstock.benchmarks.pipeline.Agreement;
import io.penstock.schema.InferenceResult;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;

/**
 * Holds answers against their requests. Request i is in partition {@code i % partitions}, and has the id and the content
 * of number {@code i % pool}. Belongs to one thread.
 */
final class AnswerCheck {
    private static final int LOOK_AT_EVERY = 64;
    private static final double TOLERANCE = 1e-3;

    private final int sent;
    private final int partitions;
    private final List<SpecificRecord> expected;
    private final Agreement agreement;
    private final BitSet answered;
    private final long[] appendedMillis;
    private int answers;
    private int twice;
    private int compared;
    private int wrong;
    private long bytes;

    /** @param expected the answer to each request of the pool */
    AnswerCheck(int sent, int partitions, List<SpecificRecord> expected) {
        this.sent = sent;
        this.partitions = partitions;
        this.expected = List.copyOf(expected);
        this.agreement = Agreement.withTheEngine(TOLERANCE).over(expected);
        this.answered = new BitSet(sent);
        this.appendedMillis = new long[sent];
    }

    /**
     * An answer.
     *
     * @param request the number of the request whose key it has
     * @param millis when the broker took it
     * @param size the bytes of its value
     * @param content decodes it; asked now and then
     */
    void answer(int request, long millis, int size, Supplier<InferenceResult> content) {
        bytes += size;
        if (answered.get(request)) {
            twice++;
        } else {
            answered.set(request);
            appendedMillis[answers++] = millis;
        }
        if ((answers + twice) % LOOK_AT_EVERY == 1) {
            compare(request % expected.size(), content.get());
        }
    }

    private void compare(int pooled, InferenceResult result) {
        compared++;
        boolean right = result.getId().equals(Integer.toString(pooled))
                && agreement.allows(agreement.error(expected.get(pooled), (SpecificRecord) result.getOutput()));
        wrong += right ? 0 : 1;
    }

    /**
     * What has come.
     *
     * @param committed the offset that the subject has committed, by partition
     */
    Delivery delivery(long[] committed) {
        int missing = 0;
        for (int partition = 0; partition < partitions; partition++) {
            missing += missing(partition, committed[partition]);
        }
        return new Delivery(answers, twice, missing, compared, wrong, (double) bytes / Math.max(1, answers + twice));
    }

    private int missing(int partition, long committed) {
        int missing = 0;
        int open = 0;
        for (int i = partition, offset = 0; i < sent; i += partitions, offset++) {
            if (answered.get(i)) {
                missing += open;
                open = 0;
            } else if (offset < committed) {
                missing++;
            } else {
                open++;
            }
        }
        return missing;
    }

    /** When the broker took each first answer, growing. */
    long[] appendedMillis() {
        long[] sorted = Arrays.copyOf(appendedMillis, answers);
        Arrays.sort(sorted);
        return sorted;
    }
}
