package io.penstock.benchmarks.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What came back, and how right it was.
 *
 * @param sent the requests
 * @param answered those that have an answer
 * @param twice the answers beyond the first to a request
 * @param outOfOrder the answers that came after one to a later request of their partition
 * @param misdirected the answers under the key of another request
 * @param deadLetters the requests that were refused
 * @param firstReason why the first of them was; empty if none was
 * @param different the answers that are not the one expected
 * @param greatestError the greatest relative error of an element, over all answers; for classes 0 if all are the same
 * @param resultBytes the mean size of an answer's key and value
 */
record Delivery(
        int sent,
        int answered,
        int twice,
        int outOfOrder,
        int misdirected,
        int deadLetters,
        String firstReason,
        int different,
        double greatestError,
        double resultBytes) {

    /** What is not as it should be; nothing if all is well. */
    List<String> problems(Agreement agreement) {
        List<String> problems = new ArrayList<>();
        add(problems, sent - answered, "of %,d requests have no answer".formatted(sent));
        add(problems, twice, "answers came twice");
        add(problems, outOfOrder, "answers are not in the order of their requests");
        add(problems, misdirected, "answers are under the key of another request");
        add(problems, deadLetters, "requests were refused, the first because: " + firstReason);
        if (different > (1 - agreement.share()) * answered) {
            problems.add(String.format(
                    Locale.ROOT,
                    "%,d of %,d answers are not those of the reference: greatest relative error %.3g, allowed %.3g",
                    different,
                    answered,
                    greatestError,
                    agreement.relative()));
        }
        return List.copyOf(problems);
    }

    private static void add(List<String> problems, int count, String what) {
        if (count > 0) {
            problems.add(String.format(Locale.ROOT, "%,d %s", count, what));
        }
    }
}
