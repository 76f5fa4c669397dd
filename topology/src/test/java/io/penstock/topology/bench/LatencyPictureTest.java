package io.penstock.topology.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.topology.bench.load.LatencySummary;
import io.penstock.topology.bench.load.LoadPoint;
import io.penstock.topology.terminal.Style;
import io.penstock.workshop.bench.BenchMachine;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

final class LatencyPictureTest {
    private static final LoadPoint FULL = new LoadPoint(null, 40_000, LatencySummary.NONE, 60, 0.94, 42.5, 0, true);

    private static LoadPoint point(double share, boolean sustained) {
        double millis = 3 / (1.02 - share);
        LatencySummary latency =
                new LatencySummary(20_000, millis, 2 * millis, share < 0.2 ? null : 3 * millis, 4 * millis);
        return new LoadPoint(share * 40_000, share * 40_000, latency, 60 * share, share, 42.5, 0, sustained);
    }

    private static BenchReport report(LoadPoint... points) {
        return new BenchReport(
                "2026-01-01T00:00:00Z",
                "a < b & c",
                "exactly_once_v2",
                Map.of("infer.window", "5ms", "infer.maxBatch", "64", "infer.sessions", "2", "threads", "4"),
                "onnxruntime",
                "450 held-out images of the model",
                8,
                Map.of("step", "10000ms"),
                new BenchMachine("", 2, "Linux", "OpenJDK 17"),
                "4.3.1",
                FULL,
                List.of(points),
                null);
    }

    private static Document parse(String svg) throws ParserConfigurationException, SAXException, IOException {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    @Test
    void drawsALineForEachPercentileWithThePointsThatHaveIt()
            throws ParserConfigurationException, SAXException, IOException {
        Document picture = parse(LatencyPicture.of(report(point(0.1, true), point(0.5, true), point(0.95, true))));

        assertThat(picture.getElementsByTagName("polyline").getLength()).isEqualTo(3);
        assertThat(picture.getElementsByTagName("circle").getLength()).isEqualTo(3 + 3 + 2);
    }

    @Test
    void isADocumentWithoutAnyPoint() throws ParserConfigurationException, SAXException, IOException {
        Document picture = parse(LatencyPicture.of(report()));

        assertThat(picture.getElementsByTagName("circle").getLength()).isZero();
        assertThat(picture.getElementsByTagName("text").item(0).getTextContent())
                .isEqualTo("a < b & c: latency against throughput");
    }

    @Test
    void hasATableOfAlignedFigures() {
        LoadTable table = new LoadTable(Style.PLAIN);

        assertThat(Stream.concat(
                        table.header().stream(),
                        Stream.of(
                                table.saturation(FULL),
                                table.row(point(0.1, true), 40_000),
                                table.row(point(1, false), 40_000))))
                .containsExactly(
                        "  load  offered/s  records/s   p50 ms   p99 ms p99.9 ms   batch  fill   CPU µs",
                        "  full                40,000        –        –        –    60.0   94%     42.5",
                        "  10 %      4,000      4,000     3.26     6.52        –     6.0   10%     42.5",
                        " 100 %     40,000     40,000      150      300      450    60.0  100%     42.5  falls behind");
    }

    @Test
    void writesEveryFigureAsJson() {
        assertThat(report(point(0.5, true)).json())
                .contains("\"pipeline\" : \"a < b & c\"", "\"offeredPerSecond\" : 20000.0", "\"p99Millis\" : ")
                .doesNotContain("recommendation");
    }
}
