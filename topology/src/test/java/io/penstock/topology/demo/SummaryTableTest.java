package io.penstock.topology.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.topology.demo.Summary.Delivery;
import io.penstock.topology.terminal.Style;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SummaryTableTest {

    @Test
    void saysWhatEachFigureMeans() {
        assertThat(SummaryTable.lines(Summaries.good(), Style.PLAIN))
                .containsExactly(
                        "  records          2,000  answered exactly once each: none missing, none twice",
                        "  dead letters         1  the requests that were broken on purpose",
                        "  accuracy       50.00 %  1,000 of 2,000 right; model.yaml says 50.00 %, the same",
                        "  throughput    12,346/s  from first request sent to last result read",
                        "  latency p50   100.0 ms  at 900/s, from request to committed result",
                        "  latency p99   198.0 ms  the same; commits come every 100 ms",
                        "  computed p50   10.0 ms  of that, until computed and awaiting its commit",
                        "  computed p99   20.0 ms  the same",
                        "  mean batch    3.9 rows  at full speed, of at most 4; 1.0 at 900/s");
    }

    @Test
    void saysWhatWentWrong() {
        Summary summary =
                Summaries.with(new Delivery(2_000, 1_999, 1, 3, List.of(Summaries.REFUSAL)), new Score(1, 1_999, 0.5));
        assertThat(SummaryTable.lines(summary, Style.PLAIN))
                .contains(
                        "  records          1,999  answered, of 2,000 sent; 1 answered twice",
                        "  dead letters         1  3 requests were broken on purpose",
                        "  accuracy        0.05 %  1 of 1,999 right; model.yaml says 50.00 %");
    }
}
