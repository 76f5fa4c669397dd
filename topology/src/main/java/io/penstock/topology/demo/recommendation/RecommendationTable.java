package io.penstock.topology.demo.recommendation;

import io.penstock.topology.demo.Distribution;
import io.penstock.topology.demo.recommendation.RecommendationSummary.Delivery;
import io.penstock.topology.demo.recommendation.RecommendationSummary.Speed;
import io.penstock.topology.terminal.Style;
import io.penstock.topology.terminal.Table;
import java.util.List;
import java.util.Locale;

/** The recommendation demo's figures as lines of a terminal. */
public final class RecommendationTable {
    private RecommendationTable() {}

    /** One line for each figure: its name, its value and what it means. */
    public static List<String> lines(RecommendationSummary summary, Style style) {
        Table table = Table.ofFigures();
        addQuality(table, summary);
        addSpeed(table, summary);
        return table.lines(style);
    }

    private static void addQuality(Table table, RecommendationSummary summary) {
        Comparison comparison = summary.comparison();
        table.row("recommendations", format("%,d", summary.delivery().recommended()), delivery(summary.delivery()))
                .row(
                        "NDCG@10",
                        ndcg(comparison.pipeline()),
                        format("of %,d judged; 1 is the optimum", comparison.judged()))
                .row("  popularity", ndcg(comparison.popularity()), "the items with the most events, for every user")
                .row("  new users", ndcg(comparison.newUsers()), "the pipeline's, users that the model does not know")
                .row("clicks", clicks(comparison.pipeline()), "of ten recommended items, on average")
                .row("  popularity", clicks(comparison.popularity()), "the same")
                .row("  optimum", clicks(comparison.optimum()), "the best that anybody could do")
                .row("hit rate", hits(comparison.pipeline()), "how often the next event is about one of the ten")
                .row("  popularity", hits(comparison.popularity()), "the same")
                .row("  optimum", hits(comparison.optimum()), "the best that anybody could do");
    }

    private static String delivery(Delivery delivery) {
        return delivery.isExactlyOnce()
                ? "one for each event, each with the right count of its user's events"
                : format(
                        "of %,d events; %,d twice, %,d with a wrong count",
                        delivery.events(), delivery.duplicates(), delivery.miscounted());
    }

    private static void addSpeed(Table table, RecommendationSummary summary) {
        Speed speed = summary.speed();
        String rate = format("%,.0f/s", speed.steadyPerSecond());
        long commitMillis = summary.setup().commitInterval().toMillis();
        table.row("throughput", format("%,.0f/s", speed.perSecond()), "events, from first sent to last read")
                .row("rows ranked", format("%,.0f/s", speed.rowsPerSecond()), "candidates of these events")
                .row("latency p50", millis(speed.latency(), 50), "at " + rate + ", from event to committed result")
                .row("latency p99", millis(speed.latency(), 99), "the same; commits come every " + commitMillis + " ms")
                .row("computed p50", millis(speed.computed(), 50), "of that, until computed and awaiting its commit")
                .row("computed p99", millis(speed.computed(), 99), "the same");
    }

    private static String ndcg(Quality quality) {
        return format("%.3f", quality.ndcg());
    }

    private static String clicks(Quality quality) {
        return format("%.2f", quality.clicks());
    }

    private static String hits(Quality quality) {
        return format("%.1f %%", 100 * quality.hitRate());
    }

    private static String millis(Distribution distribution, double percent) {
        return format("%.1f ms", distribution.percentileMillis(percent));
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
