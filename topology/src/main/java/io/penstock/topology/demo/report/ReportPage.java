package io.penstock.topology.demo.report;

import io.penstock.topology.demo.Distribution;
import io.penstock.topology.demo.Refusal;
import io.penstock.topology.demo.Score;
import io.penstock.topology.demo.Summary;
import io.penstock.topology.demo.Summary.Delivery;
import io.penstock.topology.demo.Summary.Setup;
import io.penstock.topology.demo.Summary.Speed;
import java.util.stream.Collectors;

/** The report as one page of HTML, with its images, figures and style in it. */
public final class ReportPage {
    private final Summary summary;
    private final Page page = new Page();

    private ReportPage(Summary summary) {
        this.summary = summary;
    }

    /** The page. */
    public static String html(Summary summary) {
        ReportPage page = new ReportPage(summary);
        page.addSetup();
        page.addDelivery();
        page.addScore();
        page.addSpeed();
        page.addGallery();
        return page.page.html(page.title(), page.gallery().filterRules(), "report.html");
    }

    private void addSetup() {
        Setup setup = summary.setup();
        put("engine", Html.escape(setup.engine()));
        put("guarantee", Html.escape(setup.guarantee()));
        put("commit-millis", Html.format("%d", setup.commitInterval().toMillis()));
        put("machine", Html.escape(setup.machine()));
        put("max-batch", Html.format("%d", setup.maxBatch()));
        put("verdict", Html.problems(summary.problems()));
    }

    private void addDelivery() {
        Delivery delivery = summary.delivery();
        put("sent", Html.format("%,d", delivery.sent()));
        put("answered", Html.format("%,d", delivery.answered()));
        put("claim", claim(delivery));
        put("refused", Html.format("%,d", delivery.refusals().size()));
        put("broken", Html.format("%,d", delivery.broken()));
        put("refusals", delivery.refusals().stream().map(ReportPage::refusal).collect(Collectors.joining("\n")));
    }

    private static String claim(Delivery delivery) {
        int missing = delivery.sent() - delivery.answered();
        return missing == 0 && delivery.duplicates() == 0
                ? "each answered once."
                : Html.format("%,d have no answer, %,d have two.", missing, delivery.duplicates());
    }

    private static String refusal(Refusal refusal) {
        return "<tr><td><code>%s</code></td><td>%s</td><td>%s</td><td>%s</td></tr>"
                .formatted(
                        Html.escape(refusal.request()),
                        Html.escape(refusal.stage()),
                        Html.escape(refusal.category()
                                .toLowerCase(java.util.Locale.ROOT)
                                .replace('_', ' ')),
                        Html.escape(refusal.reason()));
    }

    private void addScore() {
        Score score = summary.score();
        int images = summary.images().size();
        long right = summary.images().stream().filter(image -> image.isRight()).count();
        put("accuracy", Html.format("%.2f", 100 * score.accuracy()));
        put("stated", Html.format("%.2f", 100 * score.stated()));
        put("as-stated", asStated(score));
        put("images", Html.format("%,d", images));
        put("right", Html.format("%,d", right));
        put("times", Html.format("%,d", images == 0 ? 0 : summary.delivery().sent() / images));
    }

    private static String asStated(Score score) {
        if (score.isAsStated()) {
            return "exactly what";
        }
        return score.isGood() ? Html.format("within %.1f points of what", 100 * score.allowedLoss()) : "not what";
    }

    private void addSpeed() {
        Speed speed = summary.speed();
        put("per-second", Html.format("%,.0f", speed.perSecond()));
        put("steady", Html.format("%,.0f", speed.steadyPerSecond()));
        put("requests-timed", Html.format("%,d", speed.latency().count()));
        putPercentiles("latency", speed.latency());
        putPercentiles("computed", speed.computed());
        putPercentiles("queue", speed.queue());
        putPercentiles("compute", speed.compute());
        put("latency-chart", new LatencyChart(speed.latency()).html());
        put("mean-batch", Html.format("%.1f", speed.fullSpeed().meanRows()));
        put("mean-steady-batch", Html.format("%.1f", speed.steady().meanRows()));
        put("batches", Html.format("%,d", speed.fullSpeed().count()));
        put("steady-batches", Html.format("%,d", speed.steady().count()));
        int maxRows = summary.setup().maxBatch();
        put("full-speed-chart", new BatchChart(speed.fullSpeed(), maxRows).html());
        put("steady-chart", new BatchChart(speed.steady(), maxRows).html());
    }

    private void putPercentiles(String name, Distribution distribution) {
        put(name + "-p50", Html.millis(distribution.percentileMillis(50)));
        put(name + "-p99", Html.millis(distribution.percentileMillis(99)));
    }

    private String title() {
        Delivery delivery = summary.delivery();
        return Html.format("Penstock demo: %,d of %,d requests answered", delivery.answered(), delivery.sent());
    }

    private Gallery gallery() {
        return new Gallery(summary.images(), summary.setup().labels());
    }

    private void addGallery() {
        Gallery gallery = gallery();
        put("large", gallery.large());
        put("filters", gallery.filters());
        put("wall", gallery.wall());
        put("confusion", new ConfusionMatrix(summary.images(), summary.setup().labels()).html());
    }

    private void put(String place, String content) {
        page.put(place, content);
    }
}
