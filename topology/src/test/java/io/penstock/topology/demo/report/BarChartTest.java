package io.penstock.topology.demo.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.topology.demo.Batches;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BarChartTest {

    @Test
    void drawsBarsMarksAndAnAxis() {
        String html = new BarChart("Two <bars>")
                .bar(10, "ten")
                .bar(0, "none")
                .bar(5, "five & more")
                .mark(0.5, "p50")
                .tick(1, "end")
                .html();
        assertThat(html)
                .isEqualTo(
                        """
                        <div class="chart" role="img" aria-label="Two &lt;bars&gt;">
                          <div class="plot"><svg viewBox="0 0 3 100" preserveAspectRatio="none">\
                        <rect x="0.06" y="0.00" width="0.88" height="100.00"><title>ten</title></rect>\
                        <rect x="2.06" y="50.00" width="0.88" height="50.00"><title>five &amp; more</title></rect></svg>\
                        <span class="mark" style="left:50.00%"><i>p50</i></span></div>
                          <div class="axis"><span class="tick late" style="left:100.00%"><i>end</i></span></div>
                        </div>""");
    }

    @Test
    void makesEvenTheSmallestCountVisible() {
        assertThat(new BarChart("").bar(1, "").bar(1_000_000, "").html()).contains("height=\"1.00\"");
    }

    @Test
    void showsEveryPossibleBatchSize() {
        String html = new BatchChart(new Batches(new TreeMap<>(Map.of(2, 3L))), 4).html();
        assertThat(html)
                .contains("aria-label=\"How many of 3 batches had how many rows\"")
                .contains("<title>3 batches of 2 rows</title>")
                .contains("<span class=\"mark\" style=\"left:37.50%\"><i>mean 2.0</i></span>")
                .contains("<i>4 rows</i>");
    }

    @ParameterizedTest
    @CsvSource({"0.01,0.1", "1,1", "1.01,1.2", "73,80", "85,100", "130,160", "999,1000"})
    void endsTheAxisOfLatenciesAtARoundNumber(double millis, double end) {
        assertThat(LatencyChart.roundUp(millis)).isEqualTo(end);
    }
}
