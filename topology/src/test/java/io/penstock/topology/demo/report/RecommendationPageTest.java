package io.penstock.topology.demo.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.penstock.schema.recommendation.EventType;
import io.penstock.topology.demo.Distribution;
import io.penstock.topology.demo.recommendation.Comparison;
import io.penstock.topology.demo.recommendation.Quality;
import io.penstock.topology.demo.recommendation.RecommendationJson;
import io.penstock.topology.demo.recommendation.RecommendationSummary;
import io.penstock.topology.demo.recommendation.RecommendationSummary.Delivery;
import io.penstock.topology.demo.recommendation.RecommendationSummary.Setup;
import io.penstock.topology.demo.recommendation.RecommendationSummary.Speed;
import io.penstock.topology.demo.recommendation.ServedUser;
import io.penstock.topology.demo.recommendation.ServedUser.Done;
import io.penstock.topology.demo.recommendation.ServedUser.Shown;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class RecommendationPageTest {
    private static final Pattern LOADED = Pattern.compile("(?:src|href)=\"(?!data:)|url\\(|@import|<script");

    private final RecommendationSummary good = summary(new Delivery(2_000, 2_000, 0, 0));
    private final String page = RecommendationPage.html(good);

    private static RecommendationSummary summary(Delivery delivery) {
        return new RecommendationSummary(
                new Setup("fake 1.0 on <nothing>", "exactly_once_v2", Duration.ofMillis(100), 500, 4_000, 2, "2 cores"),
                delivery,
                new Comparison(
                        800,
                        new Quality(0.8512, 6.71, 0.146),
                        new Quality(0.167, 1.41, 0.115),
                        new Quality(1, 7.91, 0.336),
                        new Quality(0.809, 6.5, 0.14)),
                new Speed(1_234.5, 617_250, 617, millis(1, 200), millis(1, 20)),
                List.of(new ServedUser(
                        "user-<1>",
                        "new, likes wine",
                        7,
                        List.of(new Done(EventType.PURCHASE, "wine-01")),
                        List.of(new Shown("wine-02", 0.912, 0.875, "seen together; often near wine-01")))));
    }

    private static Distribution millis(long least, long most) {
        return Distribution.ofMicros(LongStream.rangeClosed(least, most).map(millis -> millis * 1_000));
    }

    @Test
    void fillsEveryPlaceAndNeedsNothingBesideItself() {
        assertThat(page).doesNotContain("{{").startsWith("<!doctype html>").endsWith("</html>\n");
        assertThat(LOADED.matcher(page).find()).isFalse();
    }

    @Test
    void saysHowManyWereAnswered() {
        assertThat(page)
                .contains("<h1>2,000 of 2,000 events answered, <em>each once, with every count right.</em></h1>");
    }

    @Test
    void saysWhatWentWrong() {
        assertThat(RecommendationPage.html(summary(new Delivery(2_000, 1_999, 4, 2))))
                .contains("<em>1 have no answer, 4 have two, 2 count wrongly.</em>")
                .contains("<ul class=\"problems\"><li>events without a recommendation: 1</li>"
                        + "<li>recommendations that came twice: 4</li>"
                        + "<li>recommendations that counted other events than were sent: 2</li></ul>");
    }

    @Test
    void showsTheFiguresWithTheirUnits() {
        assertThat(page)
                .contains("<b>0.851</b>of a best possible 1; popularity reaches 0.167")
                .contains("<b>617,250<small>/s</small></b>candidates of these events")
                .contains("<b>100.0<small>ms</small></b>p99 198.0 ms, at 617 events a second")
                .contains("<td class=\"num\">14.6 %</td><td>what it recommended</td>");
    }

    @Test
    void showsUsersAsText() {
        assertThat(page)
                .contains("<h3>user-&lt;1&gt;</h3><p>new, likes wine; 7 events</p>")
                .contains("<li class=\"purchase\"><span>purchase</span> wine-01</li>")
                .contains("<td>wine-02</td><td class=\"num\">0.91</td><td class=\"num\">0.88</td>"
                        + "<td class=\"why\">seen together; often near wine-01</td>");
    }

    @Test
    void givesProgramsTheSameFigures() throws Exception {
        JsonNode json = JsonMapper.builder().build().readTree(RecommendationJson.of(good));

        assertThat(json.at("/speed/rowsPerSecond").asDouble()).isEqualTo(617_250);
        assertThat(json.at("/speed/latencyMillis/p99").asDouble()).isEqualTo(198);
        assertThat(json.at("/quality/pipeline/ndcgAt10").asDouble()).isEqualTo(0.8512);
        assertThat(json.at("/setup/candidates").asInt()).isEqualTo(500);
        assertThat(json.at("/delivery/recommended").asInt()).isEqualTo(2_000);
    }
}
