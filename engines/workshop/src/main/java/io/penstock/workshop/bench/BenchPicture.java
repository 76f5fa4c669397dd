package io.penstock.workshop.bench;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** A sweep as an SVG picture: throughput over the batch at the left, the median time of a run at the right. */
public final class BenchPicture {
    private static final int WIDTH = 1040;
    private static final int HEIGHT = 470;
    private static final int PANEL = 430;
    private static final int TOP = 96;
    private static final int BOTTOM = 350;
    private static final String[] COLOURS = {
        "#2563eb", "#dc2626", "#059669", "#d97706", "#7c3aed", "#0891b2", "#be185d", "#4d7c0f"
    };

    private static final String GREY = "#94a3b8";

    private final BenchReport report;
    private final List<Series> lines;
    private final List<List<BaselinePoint>> baselines;
    private final int height;
    private final Svg svg;

    private BenchPicture(BenchReport report) {
        this.report = report;
        this.lines = Series.of(report.points());
        this.baselines = List.copyOf(report.baselines().lines().values());
        this.height = HEIGHT + 22 * ((lines.size() + baselines.size() - 1) / 4);
        this.svg = new Svg(WIDTH, height);
    }

    /** The picture of a report. */
    public static String of(BenchReport report) {
        return new BenchPicture(report).draw();
    }

    private String draw() {
        svg.add("<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>%n", WIDTH, height);
        svg.text(40, 34, "start", 18, "#0f172a", report.subject().title());
        svg.text(40, 56, "start", 13, "#64748b", report.subject().engine());
        panel(70, "rows per second", BenchPoint::rowsPerSecond, false);
        panel(570, "time of a run in ms: p50, and p99 dashed", BenchPoint::p50Millis, true);
        legend();
        return svg.document();
    }

    private void panel(int left, String title, ToDoubleFunction<BenchPoint> value, boolean tail) {
        ToDoubleFunction<BaselinePoint> baseline = tail ? BenchPicture::p50 : BaselinePoint::rowsPerSecond;
        double[] rows = DoubleStream.concat(
                        points().mapToDouble(point -> point.setting().rows()),
                        report.baselines().points().stream().mapToDouble(BaselinePoint::rows))
                .toArray();
        double[] values = DoubleStream.concat(
                        DoubleStream.concat(
                                points().mapToDouble(value),
                                tail ? points().mapToDouble(BenchPoint::p99Millis) : DoubleStream.empty()),
                        report.baselines().points().stream()
                                .mapToDouble(baseline)
                                .filter(each -> each > 0))
                .toArray();
        LogAxis x = LogAxis.over(rows, left, left + PANEL);
        LogAxis y = LogAxis.over(values, BOTTOM, TOP);
        svg.text(left, TOP - 14, "start", 13, "#334155", title);
        grid(x, y);
        svg.text(left + PANEL / 2, BOTTOM + 40, "middle", 12, "#64748b", "batch");
        baselines.forEach(points -> baseline(points, x, y, baseline));
        for (int i = 0; i < lines.size(); i++) {
            if (tail) {
                line(lines.get(i), x, y, BenchPoint::p99Millis, COLOURS[i % COLOURS.length], true);
            }
            line(lines.get(i), x, y, value, COLOURS[i % COLOURS.length], false);
        }
    }

    private Stream<BenchPoint> points() {
        return report.points().stream();
    }

    /** Zero where nobody knows. */
    private static double p50(BaselinePoint point) {
        Double millis = point.p50Millis();
        return millis == null ? 0 : millis;
    }

    private void baseline(List<BaselinePoint> points, LogAxis x, LogAxis y, ToDoubleFunction<BaselinePoint> value) {
        StringBuilder line = new StringBuilder();
        for (BaselinePoint point : points) {
            double figure = value.applyAsDouble(point);
            if (figure > 0) {
                line.append(String.format(Locale.ROOT, "%.1f,%.1f ", x.at(point.rows()), y.at(figure)));
                svg.add(
                        "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.2\" fill=\"%s\"/>%n",
                        x.at(point.rows()), y.at(figure), GREY);
            }
        }
        svg.add(
                "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"2.2\" points=\"%s\"/>%n",
                GREY, line.toString().strip());
    }

    private void grid(LogAxis x, LogAxis y) {
        for (double tick : y.ticks()) {
            svg.add(
                    "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#e2e8f0\"/>%n",
                    x.start(), x.end(), y.at(tick), y.at(tick));
            svg.text(x.start() - 8, y.at(tick) + 4, "end", 11, "#64748b", Svg.number(tick));
        }
        for (double tick : x.ticks()) {
            svg.add(
                    "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\" stroke=\"#f1f5f9\"/>%n",
                    x.at(tick), x.at(tick), TOP, BOTTOM);
            svg.text(x.at(tick), BOTTOM + 18, "middle", 11, "#64748b", Svg.number(tick));
        }
    }

    private void line(
            Series line, LogAxis x, LogAxis y, ToDoubleFunction<BenchPoint> value, String colour, boolean dashed) {
        StringBuilder points = new StringBuilder();
        for (BenchPoint point : line.points()) {
            points.append(String.format(
                    Locale.ROOT, "%.1f,%.1f ", x.at(point.setting().rows()), y.at(value.applyAsDouble(point))));
        }
        svg.add(
                "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"%s\"%s points=\"%s\"/>%n",
                colour,
                dashed ? "1.2" : "2.2",
                dashed ? " stroke-dasharray=\"4 4\" opacity=\"0.6\"" : "",
                points.toString().strip());
        if (!dashed) {
            for (BenchPoint point : line.points()) {
                svg.add(
                        "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.2\" fill=\"%s\"><title>%s</title></circle>%n",
                        x.at(point.setting().rows()), y.at(value.applyAsDouble(point)), colour, title(line, point));
            }
        }
    }

    private static String title(Series line, BenchPoint point) {
        return String.format(
                Locale.ROOT,
                "%s, batch %d: %,.0f rows/s, p50 %.3f ms, p90 %.3f ms, p99 %.3f ms",
                line.name(),
                point.setting().rows(),
                point.rowsPerSecond(),
                point.p50Millis(),
                point.p90Millis(),
                point.p99Millis());
    }

    private void legend() {
        for (int i = 0; i < lines.size(); i++) {
            legend(i, COLOURS[i % COLOURS.length], lines.get(i).name());
        }
        for (int i = 0; i < baselines.size(); i++) {
            legend(lines.size() + i, GREY, baselines.get(i).get(0).name());
        }
    }

    private void legend(int index, String colour, String name) {
        int x = 70 + 235 * (index % 4);
        int y = BOTTOM + 84 + 22 * (index / 4);
        svg.add("<rect x=\"%d\" y=\"%d\" width=\"18\" height=\"4\" rx=\"2\" fill=\"%s\"/>%n", x, y - 6, colour);
        svg.text(x + 26, y, "start", 12, "#334155", name);
    }
}
