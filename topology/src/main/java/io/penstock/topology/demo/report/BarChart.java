package io.penstock.topology.demo.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Bars of equal width over an axis. The bars are SVG and stretch with the page; what is written stands beside them in
 * HTML and does not.
 */
final class BarChart {
    private static final double HEIGHT = 100;
    private static final double GAP = 0.12;

    private final String title;
    private final List<Bar> bars = new ArrayList<>();
    private final List<Mark> marks = new ArrayList<>();
    private final List<Mark> ticks = new ArrayList<>();

    private record Bar(long count, String meaning) {}

    private record Mark(double at, String text) {}

    BarChart(String title) {
        this.title = title;
    }

    /** Adds a bar to the right of the others. */
    BarChart bar(long count, String meaning) {
        bars.add(new Bar(count, meaning));
        return this;
    }

    /** Marks a place with a line, from 0 on the left to 1 on the right. */
    BarChart mark(double at, String text) {
        marks.add(new Mark(Math.min(1, at), text));
        return this;
    }

    /** Writes at a place of the axis, from 0 to 1. */
    BarChart tick(double at, String text) {
        ticks.add(new Mark(at, text));
        return this;
    }

    String html() {
        return Html.format(
                """
                <div class="chart" role="img" aria-label="%s">
                  <div class="plot"><svg viewBox="0 0 %d 100" preserveAspectRatio="none">%s</svg>%s</div>
                  <div class="axis">%s</div>
                </div>""",
                Html.escape(title), bars.size(), rectangles(), written("mark", marks), written("tick", ticks));
    }

    private String rectangles() {
        long most = bars.stream().mapToLong(Bar::count).max().orElse(1);
        StringBuilder rectangles = new StringBuilder();
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.get(i);
            if (bar.count() > 0) {
                double height = Math.max(1, HEIGHT * bar.count() / most);
                rectangles.append(Html.format(
                        "<rect x=\"%.2f\" y=\"%.2f\" width=\"%.2f\" height=\"%.2f\"><title>%s</title></rect>",
                        i + GAP / 2, HEIGHT - height, 1 - GAP, height, Html.escape(bar.meaning())));
            }
        }
        return rectangles.toString();
    }

    private static String written(String kind, List<Mark> texts) {
        return texts.stream()
                .map(text -> Html.format(
                        "<span class=\"%s%s\" style=\"left:%.2f%%\"><i>%s</i></span>",
                        kind, text.at() > 0.85 ? " late" : "", 100 * text.at(), Html.escape(text.text())))
                .collect(Collectors.joining());
    }
}
