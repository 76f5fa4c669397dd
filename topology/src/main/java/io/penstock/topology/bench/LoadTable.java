package io.penstock.topology.bench;

import io.penstock.topology.bench.load.LatencySummary;
import io.penstock.topology.bench.load.LoadPoint;
import io.penstock.topology.terminal.Style;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A sweep as lines of at most 80 columns, one for each rate as soon as it is there. */
final class LoadTable {
    private final Style style;

    LoadTable(Style style) {
        this.style = style;
    }

    List<String> header() {
        return List.of(style.bold("%6s %10s %10s %8s %8s %8s %7s %5s %8s"
                .formatted(
                        "load", "offered/s", "records/s", "p50 ms", "p99 ms", "p99.9 ms", "batch", "fill", "CPU µs")));
    }

    /** The closed loop, whose latency is only that of its backlog. */
    String saturation(LoadPoint point) {
        return line("full", "", point);
    }

    String row(LoadPoint point, double saturated) {
        Double offered = point.offeredPerSecond();
        String load = offered == null || saturated <= 0 ? "" : format("%.0f %%", 100 * offered / saturated);
        return line(load, offered == null ? "" : rate(offered), point) + (point.sustained() ? "" : "  falls behind");
    }

    private static String line(String load, String offered, LoadPoint point) {
        LatencySummary latency = point.latency();
        return format(
                        "%6s %10s %10s %8s %8s %8s %7s %5s %8.1f",
                        load,
                        offered,
                        rate(point.perSecond()),
                        millis(latency.p50Millis()),
                        millis(latency.p99Millis()),
                        millis(latency.p999Millis()),
                        point.meanBatch() == 0 ? "–" : format("%.1f", point.meanBatch()),
                        point.meanBatch() == 0 ? "–" : format("%.0f%%", 100 * point.fill()),
                        point.cpuMicros())
                + (point.deadLetters() == 0 ? "" : format("  %,d dead letters", point.deadLetters()));
    }

    private static String rate(double perSecond) {
        return format(perSecond < 100 ? "%,.1f" : "%,.0f", perSecond);
    }

    private static String millis(@Nullable Double value) {
        return value == null ? "–" : format(value < 100 ? "%.2f" : "%,.0f", value);
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
