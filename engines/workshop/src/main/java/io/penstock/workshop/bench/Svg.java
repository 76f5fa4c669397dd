package io.penstock.workshop.bench;

import java.util.Locale;

/** An SVG document that grows by elements. Numbers have a point, whatever the machine's language. Belongs to one thread. */
public final class Svg {
    private final StringBuilder elements = new StringBuilder();

    /** An empty document of this size. */
    public Svg(int width, int height) {
        add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"system-ui,"
                        + " sans-serif\">%n",
                width, height);
    }

    /** Adds what {@link String#format} makes of it. */
    public void add(String format, Object... values) {
        elements.append(String.format(Locale.ROOT, format, values));
    }

    /** Adds words, in which nothing need be escaped. */
    public void text(double x, double y, String anchor, int size, String colour, String words) {
        add(
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" font-size=\"%d\" fill=\"%s\">%s</text>%n",
                x, y, anchor, size, colour, words.replace("&", "&amp;").replace("<", "&lt;"));
    }

    /** A number as short as an axis wants it. */
    public static String number(double value) {
        if (value >= 1e6) {
            return String.format(Locale.ROOT, "%.0fM", value / 1e6);
        }
        if (value >= 1e4) {
            return String.format(Locale.ROOT, "%.0fk", value / 1e3);
        }
        return value >= 1 ? String.format(Locale.ROOT, "%.0f", value) : Double.toString(Math.rint(value * 1e4) / 1e4);
    }

    /** The document with all that was added. */
    public String document() {
        return elements + "</svg>" + System.lineSeparator();
    }
}
