package io.penstock.topology.bench.tune;

import io.penstock.engine.Bucket;
import io.penstock.engine.Engine;
import io.penstock.engine.EngineOptions;
import io.penstock.engine.EngineProvider;
import io.penstock.topology.pipeline.BoundStages;
import io.penstock.topology.terminal.StopSignal;
import io.penstock.workshop.bench.Bench;
import io.penstock.workshop.bench.BenchPoint;
import io.penstock.workshop.bench.BenchSetting;
import io.penstock.workshop.bench.BenchTimes;
import io.penstock.workshop.samples.RandomSamples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The engine alone over batches and sessions: what no setting of the pipeline can exceed, and so what need not be tried.
 *
 * @param points what was measured
 */
record EngineCurve(List<BenchPoint> points) {
    private static final BenchTimes TIMES = new BenchTimes(Duration.ofMillis(80), Duration.ofMillis(240), 1);
    private static final int SAMPLES = 64;
    private static final double WORTH_IT = 1.05;
    private static final double SHARE_OF_TARGET = 0.8;

    EngineCurve {
        points = List.copyOf(points);
    }

    /** Measures each batch of the grid in one session, then the largest in several; random inputs. */
    static EngineCurve measure(BoundStages stages, EngineProvider provider, Grid grid, StopSignal stop) {
        int most = grid.maxBatches().get(grid.maxBatches().size() - 1);
        List<BenchPoint> points = new ArrayList<>(measure(stages, provider, grid.maxBatches(), 1, stop));
        for (int sessions : grid.sessions()) {
            if (sessions > 1) {
                points.addAll(measure(stages, provider, List.of(most), sessions, stop));
            }
        }
        return new EngineCurve(points);
    }

    private static List<BenchPoint> measure(
            BoundStages stages, EngineProvider provider, List<Integer> batches, int sessions, StopSignal stop) {
        List<Bucket> buckets = stages.binding().buckets();
        Bucket bucket = buckets.get(buckets.size() - 1);
        int most = batches.get(batches.size() - 1);
        EngineOptions own =
                stages.infer().engineOptions(stages.binding().signature()).get(0);
        EngineOptions options =
                new EngineOptions(most, own.buckets(), sessions, own.precision(), own.device(), own.properties());
        var samples = new RandomSamples(
                stages.binding().signature(), bucket, stages.model().engine().ranges(), 1, SAMPLES);
        List<BenchPoint> points = new ArrayList<>();
        stop.check();
        try (Engine engine = provider.load(stages.model().artifact(), options)) {
            Bench bench = new Bench(List.of(engine), bucket, samples, System::nanoTime);
            bench.measure(new BenchSetting(most, sessions, true), TIMES); // the first is the compiler's
            for (int rows : batches) {
                stop.check();
                points.add(bench.measure(new BenchSetting(rows, sessions, true), TIMES));
            }
        }
        return points;
    }

    /** The grid without batches and sessions that the engine gains nothing by, or takes too long for. */
    Grid prune(Grid grid, Candidate now, double p99Millis) {
        int most = grid.maxBatches().get(grid.maxBatches().size() - 1);
        return grid.keeping(
                worthTrying(grid.maxBatches(), now.maxBatch(), p99Millis, rows -> at(rows, 1)),
                worthTrying(grid.sessions(), now.sessions(), Double.POSITIVE_INFINITY, count -> at(most, count)));
    }

    private interface Lookup {
        Optional<BenchPoint> of(int value);
    }

    /** Those that gain something over all smaller ones; what the pipeline has stays. */
    private static List<Integer> worthTrying(List<Integer> values, int now, double p99Millis, Lookup lookup) {
        List<Integer> kept = new ArrayList<>();
        double best = 0;
        for (int value : values) {
            Optional<BenchPoint> point = lookup.of(value);
            double rate = point.map(BenchPoint::rowsPerSecond).orElse(0.0);
            boolean inTime = point.map(BenchPoint::p50Millis).orElse(0.0) <= SHARE_OF_TARGET * p99Millis;
            if (value == now || (inTime && rate > WORTH_IT * best)) {
                kept.add(value);
            }
            best = Math.max(best, rate);
        }
        return kept;
    }

    private Optional<BenchPoint> at(int rows, int sessions) {
        return points.stream()
                .filter(point ->
                        point.setting().rows() == rows && point.setting().sessions() == sessions)
                .findFirst();
    }

    /** The curve in words, and what it leaves out. */
    String summary(Grid all, Grid pruned) {
        BenchPoint best = points.get(0);
        for (BenchPoint point : points) {
            best = point.rowsPerSecond() > best.rowsPerSecond() ? point : best;
        }
        List<Integer> without = new ArrayList<>(all.maxBatches());
        without.removeAll(pruned.maxBatches());
        return String.format(
                        Locale.ROOT,
                        "the engine alone: at most %,.0f rows/s, at batch %d in %d sessions, %.2f ms a run",
                        best.rowsPerSecond(),
                        best.setting().rows(),
                        best.setting().sessions(),
                        best.p50Millis())
                + (without.isEmpty() ? "" : "; maxBatch " + without + " not tried, it gains nothing or takes too long");
    }
}
