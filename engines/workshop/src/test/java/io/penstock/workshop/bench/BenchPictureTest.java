package io.penstock.workshop.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

class BenchPictureTest {
    @Test
    void drawsALineForEverySessionCountInBothPanels() throws Exception {
        Document picture = parse(BenchPicture.of(report()));

        // p50 and p99 at the right
        assertThat(picture.getElementsByTagName("polyline").getLength()).isEqualTo(3 * 4);
        assertThat(picture.getElementsByTagName("circle").getLength()).isEqualTo(2 * 4 * 5);
    }

    @Test
    void keepsEveryPointInsideItsPanel() throws Exception {
        Document picture = parse(BenchPicture.of(report()));

        for (int i = 0; i < picture.getElementsByTagName("circle").getLength(); i++) {
            var attributes = picture.getElementsByTagName("circle").item(i).getAttributes();
            assertThat(Double.parseDouble(attributes.getNamedItem("cy").getNodeValue()))
                    .isBetween(96.0, 350.0);
        }
    }

    @Test
    void escapesNames() throws Exception {
        BenchReport report = report("a<b & c", report().points(), Baselines.NONE);

        assertThat(parse(BenchPicture.of(report)).getDocumentElement().getTextContent())
                .contains("a<b & c");
    }

    @Test
    void drawsASinglePoint() throws Exception {
        List<BenchPoint> points = List.of(point(new BenchSetting(1, 1, false), 1));

        assertThat(BenchPicture.of(report("m", points, Baselines.NONE))).doesNotContain("NaN");
    }

    @Test
    void drawsAGreyLineForEveryBaselineThatSpansBothScales() throws Exception {
        Baselines baselines = new Baselines(List.of(
                new BaselinePoint("eager", 1, 300, 3.3),
                new BaselinePoint("eager", 512, 90_000, null),
                new BaselinePoint("compiled", 1, 900, null)));

        Document picture = parse(BenchPicture.of(report("m", report().points(), baselines)));

        assertThat(lines(picture, "#94a3b8")).hasSize(4).element(0).asString().matches("70\\.0,\\S+ \\S+");
        assertThat(lines(picture, "#94a3b8").get(1)).matches("\\S+");
        // a line of one point is seen by its mark only
        assertThat(picture.getElementsByTagName("circle").getLength()).isEqualTo(2 * 4 * 5 + 3 + 1);
        assertThat(picture.getDocumentElement().getTextContent()).contains("eager", "compiled");
    }

    private static List<String> lines(Document picture, String colour) {
        var lines = picture.getElementsByTagName("polyline");
        return IntStream.range(0, lines.getLength())
                .mapToObj(i -> lines.item(i).getAttributes())
                .filter(line -> line.getNamedItem("stroke").getNodeValue().equals(colour))
                .map(line -> line.getNamedItem("points").getNodeValue())
                .toList();
    }

    @Test
    void writesAllThatItTakesToRepeatItAsJson() {
        assertThat(report().json())
                .contains(
                        "\"measuredAt\" : \"2026-01-01T00:00:00Z\"",
                        "\"engineSha256\" : \"0\"",
                        "\"driver\" : \"580.159\"",
                        "\"cpus\" : 16",
                        "\"runs\" : \"3\"",
                        "\"rowsPerSecond\" : ",
                        "\"rowsPerSecondSpread\" : {",
                        "\"p99Millis\" : ",
                        "\"sessions\" : 4",
                        "\"graphs\" : true",
                        "\"launchGapMillis\" : 0.05");
    }

    static BenchReport report() {
        List<BenchPoint> points = new ArrayList<>();
        for (boolean graphs : new boolean[] {false, true}) {
            for (int sessions : new int[] {1, 4}) {
                for (int rows : new int[] {1, 8, 32, 64, 128}) {
                    double millis = (graphs ? 0.55 : 0.7) + rows * 0.03 * (sessions == 4 ? 3.2 : 1);
                    points.add(point(new BenchSetting(rows, sessions, graphs), millis));
                }
            }
        }
        return report("resnet50", points, Baselines.NONE);
    }

    private static BenchPoint point(BenchSetting setting, double millis) {
        double rowsPerSecond = setting.rows() * setting.sessions() / millis * 1000;
        return BenchPoint.of(
                setting, List.of(new Measurement(1000, rowsPerSecond, millis, millis * 1.1, millis * 1.4)));
    }

    private static BenchReport report(String model, List<BenchPoint> points, Baselines baselines) {
        return new BenchReport(
                "2026-01-01T00:00:00Z",
                new BenchSubject(model, "1", "tensorrt", "10.6.0", "fp16", "cuda:0 NVIDIA H200", "fixed", "0"),
                new BenchMachine("580.159", 16, "Linux 6.8 amd64", "OpenJDK 17"),
                Map.of("seconds", "2.0", "runs", "3"),
                points,
                baselines,
                List.of(new RunProfile(8, 4_000_000, 1_000, 0.1, 0.5, 0.05, 0.01, 0.7)));
    }

    private static Document parse(String svg) throws ParserConfigurationException, SAXException, IOException {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    /** Writes the picture where a person can look at it. */
    public static void main(String[] arguments) throws IOException {
        Files.writeString(Path.of(arguments[0]), BenchPicture.of(report()));
    }
}
