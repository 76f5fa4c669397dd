package io.penstock.topology.demo.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.topology.demo.Summaries;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ConfusionMatrixTest {

    @Test
    void countsHowOftenEachClassWasReadAsEach() {
        assertThat(new ConfusionMatrix(List.of(Summaries.WRONG, Summaries.RIGHT), List.of("3", "8")).html())
                .isEqualTo(
                        """
                        <table class="confusion">
                        <thead><tr><th></th><th scope="col">3</th><th scope="col">8</th></tr></thead>
                        <tbody>
                        <tr><th scope="row">3</th><td></td>\
                        <td class="wrong" style="--share:1.00" title="1 of 1 images of 3 were read as 8">1</td></tr>
                        <tr><th scope="row">8</th><td></td>\
                        <td class="right" style="--share:1.00" title="1 of 1 images of 8 were read as 8">1</td></tr>
                        </tbody>
                        </table>""");
    }
}
