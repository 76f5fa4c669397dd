package io.penstock.benchmarks.pipeline;

import io.penstock.schema.InferenceResult;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/** Holds each answer against its request, in the order of its partition. Belongs to one thread. */
final class DeliveryCheck {
    private final int sent;
    private final List<SpecificRecord> expected;
    private final Agreement agreement;
    private final BitSet answered;
    private final Map<Integer, Integer> lastByPartition = new HashMap<>();
    private final long[] appendedMillis;
    private int answers;
    private int twice;
    private int outOfOrder;
    private int misdirected;
    private int deadLetters;
    private String firstReason = "";
    private int different;
    private double greatestError;
    private long bytes;

    /** @param expected the answer to each request of the pool */
    DeliveryCheck(int sent, List<SpecificRecord> expected, Agreement agreement) {
        this.sent = sent;
        this.expected = List.copyOf(expected);
        this.agreement = agreement;
        this.answered = new BitSet(sent);
        this.appendedMillis = new long[sent];
    }

    /**
     * An answer, the next one of its partition.
     *
     * @param request the number of the request whose key it has
     * @param size the bytes of key and value
     */
    void answer(int partition, int request, long millis, int size, InferenceResult result) {
        int pooled = request % expected.size();
        Integer last = lastByPartition.put(partition, request);
        outOfOrder += last != null && last > request ? 1 : 0;
        misdirected += result.getId().equals(Integer.toString(pooled)) ? 0 : 1;
        bytes += size;
        if (answered.get(request)) {
            twice++;
        } else {
            answered.set(request);
            appendedMillis[answers++] = millis;
        }
        double error = agreement.error(expected.get(pooled), (SpecificRecord) result.getOutput());
        different += agreement.allows(error) ? 0 : 1;
        greatestError = Math.max(greatestError, error);
    }

    /** A dead letter. */
    void deadLetter(String reason) {
        firstReason = deadLetters == 0 ? reason : firstReason;
        deadLetters++;
    }

    /** What has come so far. */
    Delivery delivery() {
        double mean = answers == 0 ? 0 : (double) bytes / (answers + twice);
        return new Delivery(
                sent,
                answers,
                twice,
                outOfOrder,
                misdirected,
                deadLetters,
                firstReason,
                different,
                greatestError,
                mean);
    }

    /** When the broker has taken each first answer. */
    long[] appendedMillis() {
        return Arrays.copyOf(appendedMillis, answers);
    }
}
