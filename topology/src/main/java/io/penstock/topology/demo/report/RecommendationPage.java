package io.penstock.topology.demo.report;

import io.penstock.topology.demo.Distribution;
import io.penstock.topology.demo.recommendation.Comparison;
import io.penstock.topology.demo.recommendation.Quality;
import io.penstock.topology.demo.recommendation.RecommendationSummary;
import io.penstock.topology.demo.recommendation.RecommendationSummary.Delivery;
import io.penstock.topology.demo.recommendation.RecommendationSummary.Setup;
import io.penstock.topology.demo.recommendation.RecommendationSummary.Speed;
import io.penstock.topology.demo.recommendation.ServedUser;
import java.util.Locale;
import java.util.stream.Collectors;

/** The recommendation demo's report as one page of HTML. */
public final class RecommendationPage {
    private final RecommendationSummary summary;
    private final Page page = new Page();

    private RecommendationPage(RecommendationSummary summary) {
        this.summary = summary;
    }

    /** The page. */
    public static String html(RecommendationSummary summary) {
        RecommendationPage report = new RecommendationPage(summary);
        report.addSetup();
        report.addDelivery();
        report.addQuality();
        report.addSpeed();
        report.page.put(
                "users", summary.users().stream().map(RecommendationPage::user).collect(Collectors.joining("\n")));
        return report.page.html(report.title(), "", "recommendation.html");
    }

    private String title() {
        Delivery delivery = summary.delivery();
        return Html.format(
                "Penstock demo: %,d of %,d events answered with recommendations",
                delivery.recommended(), delivery.events());
    }

    private void addSetup() {
        Setup setup = summary.setup();
        page.put("engine", Html.escape(setup.engine()));
        page.put("guarantee", Html.escape(setup.guarantee()));
        page.put("commit-millis", Html.format("%d", setup.commitInterval().toMillis()));
        page.put("candidates", Html.format("%,d", setup.candidates()));
        page.put("max-batch", Html.format("%,d", setup.maxBatch()));
        page.put("threads", Html.format("%d", setup.threads()));
        page.put("machine", Html.escape(setup.machine()));
        page.put("verdict", Html.problems(summary.problems()));
    }

    private void addDelivery() {
        Delivery delivery = summary.delivery();
        page.put("events", Html.format("%,d", delivery.events()));
        page.put("recommended", Html.format("%,d", delivery.recommended()));
        page.put("claim", claim(delivery));
    }

    private static String claim(Delivery delivery) {
        return delivery.isExactlyOnce()
                ? "each once, with every count right."
                : Html.format(
                        "%,d have no answer, %,d have two, %,d count wrongly.",
                        delivery.events() - delivery.recommended(), delivery.duplicates(), delivery.miscounted());
    }

    private void addQuality() {
        Comparison comparison = summary.comparison();
        page.put("judged", Html.format("%,d", comparison.judged()));
        page.put("ndcg", Html.format("%.3f", comparison.pipeline().ndcg()));
        page.put("ndcg-popularity", Html.format("%.3f", comparison.popularity().ndcg()));
        page.put(
                "quality",
                String.join(
                        "\n",
                        quality("<b>pipeline</b>", comparison.pipeline(), "what it recommended"),
                        quality(
                                "new users",
                                comparison.newUsers(),
                                "the same, for users that the model has never seen"),
                        quality("popularity", comparison.popularity(), "the items with the most events, for everybody"),
                        quality("optimum", comparison.optimum(), "the best of each that anybody could do")));
    }

    private static String quality(String name, Quality quality, String meaning) {
        return Html.format(
                "<tr><td>%s</td><td class=\"num\">%.3f<meter value=\"%.3f\"></meter></td><td class=\"num\">%.2f</td>"
                        + "<td class=\"num\">%.1f %%</td><td>%s</td></tr>",
                name, quality.ndcg(), quality.ndcg(), quality.clicks(), 100 * quality.hitRate(), meaning);
    }

    private void addSpeed() {
        Speed speed = summary.speed();
        page.put("per-second", Html.format("%,.0f", speed.perSecond()));
        page.put("rows-per-second", Html.format("%,.0f", speed.rowsPerSecond()));
        page.put("steady", Html.format("%,.0f", speed.steadyPerSecond()));
        page.put("timed", Html.format("%,d", speed.latency().count()));
        putPercentiles("latency", speed.latency());
        putPercentiles("computed", speed.computed());
        page.put("latency-chart", new LatencyChart(speed.latency()).html());
    }

    private void putPercentiles(String name, Distribution distribution) {
        page.put(name + "-p50", Html.millis(distribution.percentileMillis(50)));
        page.put(name + "-p99", Html.millis(distribution.percentileMillis(99)));
    }

    private static String user(ServedUser user) {
        return Html.format(
                """
                <div class="panel user"><h3>%s</h3><p>%s; %,d events</p>
                <ul class="done">%s</ul>
                <div class="scroll"><table class="list">
                <thead><tr><th>next</th><th class="num">score</th><th class="num">clicks</th><th>why</th></tr></thead>
                <tbody>%s</tbody></table></div></div>""",
                Html.escape(user.id()),
                Html.escape(user.description()),
                user.events(),
                user.last().stream().map(RecommendationPage::done).collect(Collectors.joining()),
                user.items().stream().map(RecommendationPage::shown).collect(Collectors.joining("\n")));
    }

    private static String done(ServedUser.Done done) {
        String type = done.type().name().toLowerCase(Locale.ROOT);
        return Html.format("<li class=\"%s\"><span>%s</span> %s</li>", type, type, Html.escape(done.item()));
    }

    private static String shown(ServedUser.Shown shown) {
        return Html.format(
                "<tr><td>%s</td><td class=\"num\">%.2f</td><td class=\"num\">%.2f</td><td class=\"why\">%s</td></tr>",
                Html.escape(shown.item()), shown.score(), shown.click(), Html.escape(shown.why()));
    }
}
