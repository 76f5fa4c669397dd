package io.penstock.topology.cli.engine;

import io.penstock.workshop.bench.Baselines;
import io.penstock.workshop.bench.BenchPoint;
import io.penstock.workshop.bench.RunProfile;
import io.penstock.workshop.bench.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a bench measures as lines of at most 100 columns, one for each point as soon as it is there. */
final class BenchTable {
    private final Baselines baselines;

    BenchTable(Baselines baselines) {
        this.baselines = baselines;
    }

    /** What goes before the points. */
    List<String> header() {
        List<String> lines = new ArrayList<>();
        if (!baselines.points().isEmpty()) {
            String fastest = baselines.names().size() > 1 ? ", the fastest at each batch" : "";
            lines.add("baseline: " + String.join(", ", baselines.names()) + fastest);
        }
        String header = String.format(
                "%6s %8s %7s %12s %13s %8s %8s %8s",
                "batch", "sessions", "launch", "rows/s", "min..max %", "p50 ms", "p90 ms", "p99 ms");
        lines.add(header + (baselines.points().isEmpty() ? "" : String.format(" %11s %7s", "baseline", "ratio")));
        return lines;
    }

    String row(BenchPoint point) {
        String row = String.format(
                Locale.ROOT,
                "%6d %8d %7s %,12.0f %13s %8.3f %8.3f %8.3f",
                point.setting().rows(),
                point.setting().sessions(),
                point.setting().graphs() ? "graph" : "enqueue",
                point.rowsPerSecond(),
                spread(point),
                point.p50Millis(),
                point.p90Millis(),
                point.p99Millis());
        return row
                + baselines
                        .at(point.setting().rows())
                        .map(baseline -> String.format(
                                Locale.ROOT,
                                " %,11.0f %6.1fx",
                                baseline.rowsPerSecond(),
                                point.rowsPerSecond() / baseline.rowsPerSecond()))
                        .orElse("");
    }

    private static String spread(BenchPoint point) {
        Spread spread = point.rowsPerSecondSpread();
        double whole = point.rowsPerSecond() / 100;
        return String.format(
                Locale.ROOT,
                "%+.1f..%+.1f",
                (spread.min() - point.rowsPerSecond()) / whole,
                (spread.max() - point.rowsPerSecond()) / whole);
    }

    /** Where the time of runs goes. */
    static List<String> profile(List<RunProfile> profile) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "a run of one session, medians in ms: the copies with their rates, the kernels without gaps, the gaps");
        lines.add("when they are launched one by one, the whole run as one graph, and what of it is the host's");
        lines.add(String.format(
                "%6s %9s %6s %9s %9s %9s %6s %9s %9s",
                "batch", "copy in", "GB/s", "kernels", "gaps", "copy out", "GB/s", "run", "host"));
        for (RunProfile each : profile) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%6d %9.3f %6.1f %9.3f %9.3f %9.3f %6.1f %9.3f %9.3f",
                    each.rows(),
                    each.copyInMillis(),
                    each.copyInGigabytesPerSecond(),
                    each.computeMillis(),
                    each.launchGapMillis(),
                    each.copyOutMillis(),
                    each.copyOutGigabytesPerSecond(),
                    each.runMillis(),
                    each.hostMillis()));
        }
        return lines;
    }
}
