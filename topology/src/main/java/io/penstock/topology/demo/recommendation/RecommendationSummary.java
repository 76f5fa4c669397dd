package io.penstock.topology.demo.recommendation;

import io.penstock.topology.demo.Distribution;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What came of the recommendation demo.
 *
 * @param setup what ran, and how
 * @param delivery what arrived
 * @param comparison how good the recommendations were
 * @param speed the figures
 * @param users some users, as they are at the end
 */
public record RecommendationSummary(
        Setup setup, Delivery delivery, Comparison comparison, Speed speed, List<ServedUser> users) {
    public RecommendationSummary {
        users = List.copyOf(users);
    }

    /**
     * What ran.
     *
     * @param engine which backend computed, and why that one
     * @param guarantee the pipeline's guarantee in Kafka's spelling
     * @param commitInterval how often it committed
     * @param candidates how many candidates were ranked for an event, at most
     * @param maxBatch the most rows of a batch
     * @param threads its StreamThreads, and the partitions of its topics
     * @param machine the processor's cores, the system and the JVM
     */
    public record Setup(
            String engine,
            String guarantee,
            Duration commitInterval,
            int candidates,
            int maxBatch,
            int threads,
            String machine) {}

    /**
     * What arrived.
     *
     * @param events how many events were sent
     * @param recommended how many of them got a recommendation
     * @param duplicates how many recommendations came again
     * @param miscounted how many recommendations counted other events of their user than were sent
     */
    public record Delivery(int events, int recommended, int duplicates, int miscounted) {
        /** Whether each event had its one recommendation, with the right count. */
        public boolean isExactlyOnce() {
            return recommended == events && duplicates == 0 && miscounted == 0;
        }
    }

    /**
     * The figures.
     *
     * @param perSecond recommendations a second at full speed
     * @param rowsPerSecond candidates ranked a second at full speed
     * @param steadyPerSecond the rate at which latency was measured
     * @param latency from when an event was due until its committed recommendation was read
     * @param computed of that, from the event's timestamp until the recommendation was complete
     */
    public record Speed(
            double perSecond,
            double rowsPerSecond,
            double steadyPerSecond,
            Distribution latency,
            Distribution computed) {}

    /** What is not as it should be; nothing if all is well. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (delivery.recommended() < delivery.events()) {
            problems.add("events without a recommendation: " + (delivery.events() - delivery.recommended()));
        }
        if (delivery.duplicates() > 0 && setup.guarantee().startsWith("exactly_once")) {
            problems.add("recommendations that came twice: " + delivery.duplicates());
        }
        if (delivery.miscounted() > 0) {
            problems.add("recommendations that counted other events than were sent: " + delivery.miscounted());
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
