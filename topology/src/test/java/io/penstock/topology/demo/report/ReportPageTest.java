package io.penstock.topology.demo.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.topology.demo.Score;
import io.penstock.topology.demo.Summaries;
import io.penstock.topology.demo.Summary.Delivery;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class ReportPageTest {
    private static final Pattern LOADED = Pattern.compile("(?:src|href)=\"(?!data:)|url\\(|@import|<script");

    private final String page = ReportPage.html(Summaries.good());

    @Test
    void fillsEveryPlace() {
        assertThat(page).doesNotContain("{{").startsWith("<!doctype html>").endsWith("</html>\n");
    }

    @Test
    void needsNothingBesideItself() {
        assertThat(LOADED.matcher(page).find()).isFalse();
    }

    @Test
    void saysHowManyWereAnswered() {
        assertThat(page).contains("<h1>2,000 of 2,000 images read, <em>each answered once.</em></h1>");
    }

    @Test
    void saysWhatWentWrong() {
        String failed = ReportPage.html(
                Summaries.with(new Delivery(2_000, 1_999, 4, 0, List.of()), new Score(1_000, 2_000, 0.5)));
        assertThat(failed)
                .contains("<h1>1,999 of 2,000 images read, <em>1 have no answer, 4 have two.</em></h1>")
                .contains("<ul class=\"problems\"><li>1 of 2,000 requests have no result</li>"
                        + "<li>4 results came twice</li></ul>");
    }

    @Test
    void showsTheFiguresWithTheirUnits() {
        assertThat(page)
                .contains("<b>50.00<small>%</small></b>1 of 2 right, exactly what model.yaml states: 50.00 %")
                .contains("<b>12,346<small>/s</small></b>")
                .contains("<b>100.0<small>ms</small></b>p99 198.0 ms, at 900 requests a second")
                .contains("<b>3.9<small>rows</small></b>at full speed, of at most 4");
    }

    @Test
    void showsDeadLettersAsText() {
        assertThat(page)
                .contains("<tr><td><code>broken-&lt;1&gt;</code></td><td>preprocess</td>"
                        + "<td>unsupported media type</td><td>is text &amp; no image</td></tr>");
    }

    @Test
    void escapesTheEnginesName() {
        assertThat(page).contains("fake 1.0 on &lt;nothing&gt;").doesNotContain("<nothing>");
    }
}
