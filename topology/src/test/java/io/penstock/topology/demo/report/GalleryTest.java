package io.penstock.topology.demo.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.topology.demo.AnsweredImage;
import io.penstock.topology.demo.Summaries;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class GalleryTest {
    private final Gallery gallery = new Gallery(List.of(Summaries.WRONG, Summaries.RIGHT), List.of("3", "8"));

    @Test
    void saysOfAMistakeWhatWasReadAndWhatItIs() {
        assertThat(gallery.large())
                .startsWith(
                        """
                        <figure class="card wrong">
                          <img src="data:image/png;base64,AQID" alt="0002.png: shows 3, read as 8, 64.9 % sure" loading="lazy">
                          <figcaption><b>read 8</b><span class="is">is 3</span><span class="sure">64.9 % sure</span><meter max="1" value="0.6490"></meter></figcaption>
                        </figure>""");
    }

    @Test
    void doesNotShowAlmostAsCertain() {
        assertThat(gallery.large()).contains("<b>8</b><span class=\"sure\">99.99 % sure</span>");
    }

    @Test
    void showsEveryMistakeLargeHoweverManyThereAre() {
        List<AnsweredImage> mistakes = Collections.nCopies(20, Summaries.WRONG);
        assertThat(new Gallery(mistakes, List.of("3", "8")).large().split("<figure", -1))
                .hasSize(21);
    }

    @Test
    void putsAllImagesOnTheWall() {
        assertThat(gallery.wall())
                .isEqualTo(
                        """
                        <figure class="tile is-0 wrong" title="0002.png: shows 3, read as 8, 64.9 % sure">\
                        <img src="data:image/png;base64,AQID" alt="0002.png: shows 3, read as 8, 64.9 % sure" loading="lazy">\
                        <figcaption>8<s>3</s></figcaption></figure>
                        <figure class="tile is-1" title="0001.png: shows 8, read as 8, 99.99 % sure">\
                        <img src="data:image/png;base64,AQID" alt="0001.png: shows 8, read as 8, 99.99 % sure" loading="lazy">\
                        <figcaption>8</figcaption></figure>""");
    }

    @Test
    void hidesOtherClassesOnceOneIsChosen() {
        assertThat(gallery.filterRules())
                .isEqualTo(
                        """
                        .wall:has(#only-0:checked) .tile:not(.is-0){display:none}
                        .wall:has(#only-1:checked) .tile:not(.is-1){display:none}""");
        assertThat(gallery.filters())
                .isEqualTo(
                        """
                        <input type="radio" name="only" id="only-all" checked><label for="only-all">all</label>
                        <input type="radio" name="only" id="only-0"><label for="only-0">3</label>
                        <input type="radio" name="only" id="only-1"><label for="only-1">8</label>""");
    }
}
