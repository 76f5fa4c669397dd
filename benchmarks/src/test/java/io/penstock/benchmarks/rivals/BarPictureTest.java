package io.penstock.benchmarks.rivals;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BarPictureTest {

    @Test
    void drawsEachGroupInItsOwnScale() {
        BarPicture picture = new BarPicture("Records per second", "two <cells>");
        picture.group("small", List.of(new BarPicture.Bar("streams", 100_000, "100,000"), bar(50_000)));
        picture.group("large", List.of(new BarPicture.Bar("streams", 100, "100"), bar(50)));

        assertThat(picture.svg().lines().filter(line -> line.startsWith("<rect x=")))
                .extracting(line -> line.replaceAll(".* width=\"([^\"]*)\".*", "$1"))
                .containsExactly("440.0", "220.0", "440.0", "220.0");
        assertThat(picture.svg()).contains(">two &lt;cells></text>").contains("fill=\"#ffffff\"");
    }

    private static BarPicture.Bar bar(double value) {
        return new BarPicture.Bar("penstock", value, "");
    }
}
