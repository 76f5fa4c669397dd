package io.penstock.workshop.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
        BenchReport report = new BenchReport("a<b & c", "fake", "fixed", "0", report().points());

        assertThat(parse(BenchPicture.of(report)).getDocumentElement().getTextContent())
                .contains("a<b & c");
    }

    @Test
    void drawsASinglePoint() throws Exception {
        BenchPoint point = new BenchPoint(new BenchSetting(1, 1, false), 10, 1000, 1, 1, 1);

        assertThat(BenchPicture.of(new BenchReport("m", "e", "fixed", "0", List.of(point))))
                .doesNotContain("NaN");
    }

    @Test
    void writesJson() {
        assertThat(report().json())
                .contains("\"rowsPerSecond\" : ", "\"p99Millis\" : ", "\"sessions\" : 4", "\"graphs\" : true");
    }

    static BenchReport report() {
        List<BenchPoint> points = new ArrayList<>();
        for (boolean graphs : new boolean[] {false, true}) {
            for (int sessions : new int[] {1, 4}) {
                for (int rows : new int[] {1, 8, 32, 64, 128}) {
                    double millis = (graphs ? 0.55 : 0.7) + rows * 0.03 * (sessions == 4 ? 3.2 : 1);
                    points.add(new BenchPoint(
                            new BenchSetting(rows, sessions, graphs),
                            1000,
                            rows * sessions / millis * 1000,
                            millis,
                            millis * 1.1,
                            millis * 1.4));
                }
            }
        }
        return new BenchReport("resnet50/1", "tensorrt 10.6.0 fp16 on cuda:0 NVIDIA H200", "fixed", "0", points);
    }

    private static Document parse(String svg) throws ParserConfigurationException, SAXException, IOException {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    /** Writes the picture where a person can look at it. */
    public static void main(String[] arguments) throws IOException {
        Files.writeString(Path.of(arguments[0]), BenchPicture.of(report()));
    }
}
