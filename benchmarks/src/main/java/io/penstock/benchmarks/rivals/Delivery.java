package io.penstock.benchmarks.rivals;

import io.penstock.topology.config.Guarantee;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What came back in a round, over all that the subject had committed or answered.
 *
 * @param answered the requests with an answer
 * @param twice the answers beyond the first to a request
 * @param missing the requests without an answer before one with an answer, or before a committed offset
 * @param compared the answers whose content was looked at
 * @param wrong those that are not what they should be
 * @param resultBytes the mean size of an answer's value
 */
record Delivery(int answered, int twice, int missing, int compared, int wrong, double resultBytes) {
    /** What is not as the guarantee promises; nothing if all is well. */
    List<String> problems(Guarantee guarantee) {
        List<String> problems = new ArrayList<>();
        add(problems, missing, "requests have no answer");
        add(problems, guarantee == Guarantee.EXACTLY_ONCE_V2 ? twice : 0, "answers came twice");
        add(problems, wrong, "of %,d answers looked at are wrong".formatted(compared));
        return List.copyOf(problems);
    }

    private static void add(List<String> problems, int count, String what) {
        if (count > 0) {
            problems.add(String.format(Locale.ROOT, "%,d %s", count, what));
        }
    }
}
