package io.penstock.topology.cli.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.workshop.bench.BaselinePoint;
import io.penstock.workshop.bench.Baselines;
import io.penstock.workshop.bench.BenchPoint;
import io.penstock.workshop.bench.BenchSetting;
import io.penstock.workshop.bench.RunProfile;
import io.penstock.workshop.bench.Spread;
import java.util.List;
import org.junit.jupiter.api.Test;

class BenchTableTest {
    private static final BenchPoint POINT = new BenchPoint(
            new BenchSetting(8192, 4, true),
            1000,
            98_765_432,
            new Spread(96_000_000, 99_000_000),
            1234.5678,
            new Spread(1200, 1300),
            2345.6789,
            3456.789);

    @Test
    void showsTheMiddleAndHowFarTheOthersAreFromIt() {
        BenchTable table = new BenchTable(Baselines.NONE);

        assertThat(table.header())
                .containsExactly(" batch sessions  launch       rows/s    min..max %   p50 ms   p90 ms   p99 ms");
        assertThat(table.row(POINT))
                .isEqualTo("  8192        4   graph   98,765,432    -2.8..+0.2 1234.568 2345.679 3456.789");
    }

    @Test
    void comparesWithTheFastestBaselineOfTheBatchWithin100Columns() {
        BenchTable table = new BenchTable(new Baselines(List.of(
                new BaselinePoint("eager", 8192, 8_000_000, null),
                new BaselinePoint("compiled", 8192, 11_123_456, null))));

        assertThat(table.header())
                .containsExactly(
                        "baseline: eager, compiled, the fastest at each batch",
                        " batch sessions  launch       rows/s    min..max %   p50 ms   p90 ms   p99 ms"
                                + "    baseline   ratio");
        assertThat(table.row(POINT))
                .isEqualTo("  8192        4   graph   98,765,432    -2.8..+0.2 1234.568 2345.679 3456.789"
                        + "  11,123,456    8.9x")
                .hasSizeLessThanOrEqualTo(100);
    }

    @Test
    void leavesOutWhatNoBaselineHas() {
        BenchTable table = new BenchTable(new Baselines(List.of(new BaselinePoint("eager", 1, 300, null))));

        assertThat(table.row(POINT)).endsWith(" 3456.789");
    }

    @Test
    void showsWhereTheTimeOfARunGoes() {
        List<String> lines =
                BenchTable.profile(List.of(new RunProfile(128, 77_070_336, 512_000, 1.4, 2.5, 0.05, 0.02, 4)));

        assertThat(lines).allMatch(line -> line.length() <= 100).hasSize(4);
        assertThat(lines.subList(2, 4))
                .containsExactly(
                        " batch   copy in   GB/s   kernels      gaps  copy out   GB/s       run      host",
                        "   128     1.400   55.1     2.500     0.050     0.020   25.6     4.000     0.080");
    }
}
