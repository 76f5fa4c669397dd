package io.penstock.topology.demo.report;

import io.penstock.topology.demo.HeldOutImage;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Text and numbers as HTML. */
final class Html {
    private Html() {}

    /** Text that stands for itself, in elements and in quoted attributes. */
    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }

    /** A probability of 0 to 1 as a percentage; none is shown as 100 % that is less. */
    static String percent(double share) {
        double percent = share < 1 ? Math.min(99.99, 100 * share) : 100;
        return percent < 99 ? format("%.1f %%", percent) : format("%.2f %%", percent);
    }

    /** Milliseconds with as many digits as are worth it. */
    static String millis(double millis) {
        return millis < 10 ? format("%.2f", millis) : format("%.1f", millis);
    }

    /** What is not as it should be as a list; nothing if all is well. */
    static String problems(List<String> problems) {
        return problems.isEmpty()
                ? ""
                : problems.stream()
                        .map(problem -> "<li>" + escape(problem) + "</li>")
                        .collect(Collectors.joining("", "<ul class=\"problems\">", "</ul>"));
    }

    /** The address of an image that is the image itself. */
    static String dataUri(HeldOutImage image) {
        ByteBuffer png = image.png();
        byte[] bytes = new byte[png.remaining()];
        png.get(bytes);
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(bytes);
    }
}
