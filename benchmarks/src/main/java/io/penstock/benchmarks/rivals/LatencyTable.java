package io.penstock.benchmarks.rivals;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;

/** How fast each subject of a cell has answered at a fixed rate, in milliseconds. */
final class LatencyTable {
    private LatencyTable() {}

    /** Nothing if it was not measured. */
    static List<String> lines(CellResult result) {
        if (result.subjects().stream().allMatch(subject -> subject.latencies().isEmpty())) {
            return List.of();
        }
        Grid grid = new Grid()
                .row(
                        "latency in ms",
                        "at records/s",
                        "p50",
                        "p99",
                        "p99 of turns",
                        "p99.9",
                        "max",
                        "sender late",
                        "unanswered",
                        "us CPU",
                        "batch");
        result.subjects().forEach(subject -> subject.latency()
                .ifPresent(latency -> grid.row(
                        subject.subject(),
                        format("%,.0f", latency.ratePerSecond()),
                        format("%.1f", latency.p50Millis()),
                        format("%.1f", latency.p99Millis()),
                        range(subject.latencies()),
                        format("%.1f", latency.p999Millis()),
                        format("%.1f", latency.maxMillis()),
                        format("%.1f", latency.latestSendMillis()),
                        format("%,d", latency.unanswered()),
                        format("%.1f", latency.cost().cpuMicros()),
                        format("%.1f", latency.cost().meanBatch()))));
        return grid.lines();
    }

    private static String range(List<Latency> turns) {
        DoubleSummaryStatistics p99 =
                turns.stream().mapToDouble(Latency::p99Millis).summaryStatistics();
        return turns.size() == 1 ? "" : format("%.1f-%.1f", p99.getMin(), p99.getMax());
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
