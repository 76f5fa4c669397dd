package io.penstock.topology.demo.recommendation;

import io.penstock.topology.demo.Distribution;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What came of the recommendation demo.
 *
 * @param engine what computed
 * @param guarantee the pipeline's guarantee
 * @param commitInterval how often it committed
 * @param events how many events were sent
 * @param recommended how many of them got a recommendation
 * @param duplicates how many recommendations came again
 * @param miscounted how many recommendations counted other events of their user than were sent
 * @param comparison how good the recommendations were
 * @param perSecond recommendations a second at full speed
 * @param rowsPerSecond candidates ranked a second at full speed
 * @param steadyPerSecond the rate at which latency was measured
 * @param latency from the sending of an event to its committed recommendation
 * @param computed of that, from the event's timestamp until the recommendation was complete
 */
public record RecommendationSummary(
        String engine,
        String guarantee,
        Duration commitInterval,
        int events,
        int recommended,
        int duplicates,
        int miscounted,
        Comparison comparison,
        double perSecond,
        double rowsPerSecond,
        double steadyPerSecond,
        Distribution latency,
        Distribution computed) {
    /** What is not as it should be; nothing if all is well. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (recommended < events) {
            problems.add("events without a recommendation: " + (events - recommended));
        }
        if (duplicates > 0 && guarantee.startsWith("exactly_once")) {
            problems.add("recommendations that came twice: " + duplicates);
        }
        if (miscounted > 0) {
            problems.add("recommendations that counted other events than were sent: " + miscounted);
        }
        if (!comparison.isBetter()) {
            problems.add(String.format(
                    Locale.ROOT,
                    "not better than popularity by %.2f: NDCG@10 is %.3f, popularity's %.3f",
                    Comparison.MARGIN,
                    comparison.pipeline().ndcg(),
                    comparison.popularity().ndcg()));
        }
        return problems;
    }
}
