package io.penstock.topology.demo;

import io.penstock.topology.demo.Summary.Delivery;
import io.penstock.topology.demo.Summary.Speed;
import io.penstock.topology.terminal.Style;
import io.penstock.topology.terminal.Table;
import java.util.List;
import java.util.Locale;

/** The demo's figures as lines of a terminal. */
public final class SummaryTable {
    private SummaryTable() {}

    /** One line for each figure: its name, its value and what it means. */
    public static List<String> lines(Summary summary, Style style) {
        Table table = Table.ofFigures();
        addDelivery(table, summary);
        addSpeed(table, summary);
        return table.lines(style);
    }

    private static void addDelivery(Table table, Summary summary) {
        Delivery delivery = summary.delivery();
        Score score = summary.score();
        table.row("records", format("%,d", delivery.answered()), records(delivery))
                .row(
                        "dead letters",
                        format("%,d", delivery.refusals().size()),
                        delivery.broken() == delivery.refusals().size()
                                ? "the requests that were broken on purpose"
                                : format("%d requests were broken on purpose", delivery.broken()))
                .row("accuracy", format("%.2f %%", 100 * score.accuracy()), accuracy(score));
    }

    private static String records(Delivery delivery) {
        return delivery.answered() == delivery.sent() && delivery.duplicates() == 0
                ? "answered exactly once each: none missing, none twice"
                : format("answered, of %,d sent; %,d answered twice", delivery.sent(), delivery.duplicates());
    }

    private static String accuracy(Score score) {
        return format("%,d of %,d right; model.yaml says %.2f %%", score.right(), score.total(), 100 * score.stated())
                + (score.isAsStated() ? ", the same" : loss(score));
    }

    private static String loss(Score score) {
        return score.allowedLoss() > 0 ? format("; %.2f points less are allowed", 100 * score.allowedLoss()) : "";
    }

    private static void addSpeed(Table table, Summary summary) {
        Speed speed = summary.speed();
        String rate = format("%,.0f/s", speed.steadyPerSecond());
        long commitMillis = summary.setup().commitInterval().toMillis();
        table.row("throughput", format("%,.0f/s", speed.perSecond()), "from first request sent to last result read")
                .row("latency p50", millis(speed.latency(), 50), "at " + rate + ", from request to committed result")
                .row("latency p99", millis(speed.latency(), 99), "the same; commits come every " + commitMillis + " ms")
                .row("computed p50", millis(speed.computed(), 50), "of that, until computed and awaiting its commit")
                .row("computed p99", millis(speed.computed(), 99), "the same")
                .row("mean batch", format("%.1f rows", speed.fullSpeed().meanRows()), batches(summary));
    }

    private static String batches(Summary summary) {
        return format(
                "at full speed, of at most %d; %.1f at %,.0f/s",
                summary.setup().maxBatch(),
                summary.speed().steady().meanRows(),
                summary.speed().steadyPerSecond());
    }

    private static String millis(Distribution distribution, double percent) {
        return format("%.1f ms", distribution.percentileMillis(percent));
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
