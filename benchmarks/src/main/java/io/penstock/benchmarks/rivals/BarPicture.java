package io.penstock.benchmarks.rivals;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Groups of bars as an SVG picture. In each group the longest bar fills the width, so that groups of very different
 * figures are readable side by side. It has a white ground of its own, for pages of any colour. Belongs to one thread.
 */
final class BarPicture {
    private static final int WIDTH = 860;
    private static final int LEFT = 170;
    private static final int LONGEST = 440;
    private static final int BAR = 20;
    private static final int TOP = 84;
    private static final int BETWEEN = 42;
    private static final String OURS = "#2563eb";
    private static final String THEIRS = "#94a3b8";
    private static final String PENSTOCK = "penstock";

    private final String title;
    private final String subtitle;
    private final List<Group> groups = new ArrayList<>();
    private final StringBuilder svg = new StringBuilder();

    /**
     * One bar.
     *
     * @param name what stands at its left
     * @param value its length
     * @param label what stands at its right
     */
    record Bar(String name, double value, String label) {}

    private record Group(String name, List<Bar> bars) {
        int height() {
            return BETWEEN + BAR * bars.size();
        }
    }

    BarPicture(String title, String subtitle) {
        this.title = title;
        this.subtitle = subtitle;
    }

    /** Adds a group below the others. */
    void group(String name, List<Bar> bars) {
        groups.add(new Group(name, List.copyOf(bars)));
    }

    String svg() {
        int height = TOP + groups.stream().mapToInt(Group::height).sum();
        svg.setLength(0);
        add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"system-ui,"
                        + " sans-serif\">%n",
                WIDTH, height);
        add("<rect width=\"%d\" height=\"%d\" rx=\"8\" fill=\"#ffffff\"/>%n", WIDTH, height);
        text(24, 36, "start", 18, "#0f172a", title);
        text(24, 58, "start", 12, "#64748b", subtitle);
        int top = TOP;
        for (Group group : groups) {
            draw(group, top);
            top += group.height();
        }
        return svg.append("</svg>").append(System.lineSeparator()).toString();
    }

    private void draw(Group group, int top) {
        text(24, top + 12, "start", 13, "#334155", group.name());
        double most = group.bars().stream().mapToDouble(Bar::value).max().orElse(1);
        for (int i = 0; i < group.bars().size(); i++) {
            Bar bar = group.bars().get(i);
            int y = top + 20 + BAR * i;
            double length = Math.max(1, LONGEST * bar.value() / most);
            text(LEFT - 10, y + 13, "end", 12, "#475569", bar.name());
            add(
                    "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" rx=\"2\" fill=\"%s\"/>%n",
                    LEFT, y, length, BAR - 5, bar.name().equals(PENSTOCK) ? OURS : THEIRS);
            text(LEFT + length + 8, y + 12.5, "start", 12, "#0f172a", bar.label());
        }
    }

    private void text(double x, double y, String anchor, int size, String colour, String words) {
        add(
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" font-size=\"%d\" fill=\"%s\">%s</text>%n",
                x, y, anchor, size, colour, words.replace("&", "&amp;").replace("<", "&lt;"));
    }

    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values));
    }
}
