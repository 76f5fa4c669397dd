package io.penstock.topology.bench;

import io.penstock.topology.bench.load.LatencySummary;
import io.penstock.topology.bench.load.LoadPoint;
import io.penstock.topology.bench.tune.Recommendation;
import io.penstock.workshop.bench.LogAxis;
import io.penstock.workshop.bench.Svg;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Latency against throughput as an SVG picture: p50, p99 and p99.9 of each arrival rate, and where the pipeline
 * saturates. It brings its own background and follows the reader's choice of light or dark.
 */
public final class LatencyPicture {
    private static final int WIDTH = 860;
    private static final int HEIGHT = 470;
    private static final int LEFT = 80;
    private static final int RIGHT = 790;
    private static final int TOP = 90;
    private static final int BOTTOM = 370;
    private static final double[] STEPS = {1, 2, 5, 10};
    private static final int MOST_TICKS = 7;

    private static final String INK = "#0f172a";
    private static final String FAINT = "#64748b";
    private static final String GRID = "#e2e8f0";
    private static final String DARK =
            "<style>@media (prefers-color-scheme: dark) { [fill=\"#ffffff\"] { fill: #0f172a } [fill=\"#0f172a\"] {"
                    + " fill: #f1f5f9 } [fill=\"#64748b\"] { fill: #94a3b8 } [stroke=\"#e2e8f0\"] { stroke: #334155 }"
                    + " [stroke=\"#64748b\"] { stroke: #94a3b8 } }</style>%n";

    private static final List<Line> LINES = List.of(
            new Line("p50", "#3b82f6", LatencySummary::p50Millis),
            new Line("p99", "#f59e0b", LatencySummary::p99Millis),
            new Line("p99.9", "#ef4444", LatencySummary::p999Millis));

    private record Line(String name, String colour, Function<LatencySummary, @Nullable Double> millis) {}

    private final BenchReport report;
    private final Svg svg = new Svg(WIDTH, HEIGHT);
    private final double mostPerSecond;
    private final LogAxis y;

    private LatencyPicture(BenchReport report) {
        this.report = report;
        this.mostPerSecond = 1.06
                * DoubleStream.concat(
                                DoubleStream.of(1, report.saturation().perSecond()),
                                report.points().stream().mapToDouble(LoadPoint::perSecond))
                        .max()
                        .orElse(1);
        double[] millis = DoubleStream.concat(
                        report.points().stream().flatMapToDouble(LatencyPicture::known),
                        Stream.ofNullable(report.recommendation()).mapToDouble(Recommendation::p99Millis))
                .filter(value -> value > 0)
                .toArray();
        this.y = LogAxis.over(millis.length == 0 ? new double[] {1, 100} : millis, BOTTOM, TOP);
    }

    /** The picture of a report. */
    public static String of(BenchReport report) {
        return new LatencyPicture(report).draw();
    }

    private static DoubleStream known(LoadPoint point) {
        return LINES.stream()
                .map(line -> line.millis().apply(point.latency()))
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue);
    }

    private String draw() {
        svg.add(DARK);
        svg.add("<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>%n", WIDTH, HEIGHT);
        svg.text(40, 32, "start", 18, INK, report.pipeline() + ": latency against throughput");
        svg.text(40, 53, "start", 12, FAINT, subtitle());
        grid();
        saturation();
        target();
        LINES.forEach(this::line);
        legend();
        return svg.document();
    }

    private String subtitle() {
        String settings = "window %s, maxBatch %s, %s sessions, %s threads, %s"
                .formatted(
                        report.settings().get("infer.window"),
                        report.settings().get("infer.maxBatch"),
                        report.settings().get("infer.sessions"),
                        report.settings().get("threads"),
                        report.guarantee());
        return settings + "; from when a request was due until its result was readable";
    }

    private double x(double perSecond) {
        return LEFT + (RIGHT - LEFT) * perSecond / mostPerSecond;
    }

    private void grid() {
        svg.text(LEFT, TOP - 12, "start", 12, FAINT, "latency, ms");
        for (double tick : y.ticks()) {
            svg.add(
                    "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>%n",
                    LEFT, RIGHT, y.at(tick), y.at(tick), GRID);
            svg.text(LEFT - 8, y.at(tick) + 4, "end", 11, FAINT, Svg.number(tick));
        }
        double step = step();
        for (double tick = 0; tick <= mostPerSecond; tick += step) {
            svg.add(
                    "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\" stroke=\"%s\"/>%n",
                    x(tick), x(tick), TOP, BOTTOM, GRID);
            svg.text(x(tick), BOTTOM + 18, "middle", 11, FAINT, tick == 0 ? "0" : Svg.number(tick));
        }
        svg.text((LEFT + RIGHT) / 2.0, BOTTOM + 40, "middle", 12, FAINT, "records per second");
    }

    /** A round distance between ticks of which there are not too many. */
    private double step() {
        double least = mostPerSecond / MOST_TICKS;
        double decade = Math.pow(10, Math.floor(Math.log10(least)));
        for (double step : STEPS) {
            if (step * decade >= least) {
                return step * decade;
            }
        }
        return 10 * decade;
    }

    private void saturation() {
        double at = x(report.saturation().perSecond());
        svg.add(
                "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\" stroke=\"%s\" stroke-dasharray=\"5 4\"/>%n",
                at, at, TOP, BOTTOM, FAINT);
        String words = String.format(
                Locale.ROOT, "saturation, %,.0f/s", report.saturation().perSecond());
        svg.text(at, TOP - 12, "end", 12, FAINT, words);
    }

    private void target() {
        Recommendation found = report.recommendation();
        if (found != null) {
            double at = y.at(found.p99Millis());
            svg.add(
                    "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"%s\" stroke-dasharray=\"2 3\"/>%n",
                    LEFT, RIGHT, at, at, FAINT);
            String words = String.format(Locale.ROOT, "p99 target, %.0f ms", found.p99Millis());
            svg.text(LEFT + 6, at - 5, "start", 11, FAINT, words);
        }
    }

    private Stream<LoadPoint> with(Line line) {
        return report.points().stream().filter(point -> line.millis().apply(point.latency()) != null);
    }

    private void line(Line line) {
        StringBuilder path = new StringBuilder();
        with(line).forEach(point -> {
            double millis = Objects.requireNonNull(line.millis().apply(point.latency()));
            path.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(point.perSecond()), y.at(millis)));
        });
        svg.add(
                "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"2.4\" points=\"%s\"/>%n",
                line.colour(), path.toString().strip());
        with(line).forEach(point -> {
            double millis = Objects.requireNonNull(line.millis().apply(point.latency()));
            svg.add(
                    "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.6\" fill=\"%s\"><title>%s</title></circle>%n",
                    x(point.perSecond()), y.at(millis), line.colour(), title(line, point, millis));
        });
    }

    private static String title(Line line, LoadPoint point, double millis) {
        return String.format(
                Locale.ROOT,
                "%,.0f records/s: %s %.2f ms, mean batch %.1f",
                point.perSecond(),
                line.name(),
                millis,
                point.meanBatch());
    }

    private void legend() {
        int at = LEFT;
        for (Line line : LINES) {
            svg.add(
                    "<rect x=\"%d\" y=\"%d\" width=\"18\" height=\"4\" rx=\"2\" fill=\"%s\"/>%n",
                    at, BOTTOM + 70, line.colour());
            svg.text(at + 26, BOTTOM + 76, "start", 12, INK, line.name());
            at += 100;
        }
    }
}
