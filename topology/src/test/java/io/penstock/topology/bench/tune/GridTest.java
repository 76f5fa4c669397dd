package io.penstock.topology.bench.tune;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.topology.config.PipelineConfig;
import io.penstock.workshop.bench.BenchPoint;
import io.penstock.workshop.bench.BenchSetting;
import io.penstock.workshop.bench.Spread;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class GridTest {
    private static PipelineConfig config(String more) {
        return PipelineConfig.parse(
                """
                name: grid
                kafka: { bootstrap.servers: "localhost:9" }
                registry: { url: "http://localhost:9" }
                input: { topic: in }
                infer: { model: digits, window: 7ms, maxBatch: 24, sessions: 3 }
                output: { topic: out }
                threads: 2
                """
                        + more,
                "grid.yaml",
                Path.of(""),
                Map.of());
    }

    private static BenchPoint point(int rows, int sessions, double perSecond, double millis) {
        Spread none = new Spread(0, 0);
        return new BenchPoint(
                new BenchSetting(rows, sessions, true), 10, perSecond, none, millis, none, millis, millis);
    }

    @Test
    void triesWhatFitsTheTargetTheMachineAndThePipeline() {
        assertThat(Grid.of(config("guarantee: at_least_once"), 25, true, 2, 4).lines())
                .containsExactly(
                        "commitInterval [1000ms]",
                        "infer.maxBatch [4, 8, 16, 24, 32, 64, 128]",
                        "infer.window [1ms, 2ms, 5ms, 7ms, 10ms]",
                        "infer.sessions [1, 2, 3, 4]",
                        "threads [1, 2]");
    }

    @Test
    void triesShorterCommitsWhereResultsWaitForThem() {
        Grid grid = Grid.of(config("guarantee: exactly_once_v2"), 100, true, 2, 4);

        assertThat(grid.commitIntervals())
                .containsExactly(Duration.ofMillis(25), Duration.ofMillis(50), Duration.ofMillis(500));
    }

    @Test
    void triesNoLargerBatchWhereAPlanHasAMost() {
        assertThat(Grid.of(config(""), 25, false, 2, 4).maxBatches()).containsExactly(4, 8, 16, 24);
    }

    @Test
    void leavesOutBatchesThatTheEngineGainsNothingByOrIsTooSlowFor() {
        Grid all = Grid.of(config(""), 20, true, 2, 4);
        List<BenchPoint> points = new ArrayList<>(List.of(
                point(4, 1, 1_000, 4),
                point(8, 1, 1_900, 4.2),
                point(16, 1, 3_500, 4.6),
                point(24, 1, 3_550, 6.8),
                point(32, 1, 3_560, 9),
                point(64, 1, 3_570, 18),
                point(128, 1, 3_580, 36)));
        points.addAll(List.of(point(128, 2, 5_000, 51), point(128, 3, 5_010, 76), point(128, 4, 5_020, 102)));
        EngineCurve curve = new EngineCurve(points);

        Grid pruned = curve.prune(all, Candidate.of(config("")), 20);

        assertThat(pruned.maxBatches()).containsExactly(4, 8, 16, 24);
        assertThat(pruned.sessions()).containsExactly(1, 2, 3);
        assertThat(curve.summary(all, pruned))
                .isEqualTo("the engine alone: at most 5,020 rows/s, at batch 128 in 4 sessions, 102.00 ms a run;"
                        + " maxBatch [32, 64, 128] not tried, it gains nothing or takes too long");
    }

    @Test
    void writesTheLinesThatChange() {
        Candidate now = Candidate.of(config(""));
        Candidate then = new Candidate(Duration.ofMillis(2), 64, 3, 1, now.commitInterval());

        assertThat(ChangedLines.yaml(ChangedLines.between(now, then)))
                .containsExactly(
                        "threads: 1               # was 2",
                        "infer:",
                        "  maxBatch: 64           # was 24",
                        "  window: 2ms            # was 7ms");
        assertThat(ChangedLines.between(now, now)).isEmpty();
    }
}
