package io.penstock.topology.demo.report;

import io.penstock.topology.demo.AnsweredImage;
import java.util.List;
import java.util.stream.Collectors;

/** How often an image of each class was read as each class, as a table. */
final class ConfusionMatrix {
    private final List<AnsweredImage> images;
    private final List<String> labels;

    ConfusionMatrix(List<AnsweredImage> images, List<String> labels) {
        this.images = images;
        this.labels = labels;
    }

    String html() {
        String head = labels.stream()
                .map(label -> "<th scope=\"col\">" + Html.escape(label) + "</th>")
                .collect(Collectors.joining());
        return labels.stream()
                .map(this::row)
                .collect(Collectors.joining(
                        "\n",
                        "<table class=\"confusion\">\n<thead><tr><th></th>" + head + "</tr></thead>\n<tbody>\n",
                        "\n</tbody>\n</table>"));
    }

    private String row(String truth) {
        long total = count(truth, "");
        String cells = labels.stream().map(read -> cell(truth, read, total)).collect(Collectors.joining());
        return "<tr><th scope=\"row\">" + Html.escape(truth) + "</th>" + cells + "</tr>";
    }

    private String cell(String truth, String read, long total) {
        long count = count(truth, read);
        if (count == 0) {
            return "<td></td>";
        }
        String kind = truth.equals(read) ? "right" : "wrong";
        return Html.format(
                "<td class=\"%s\" style=\"--share:%.2f\" title=\"%d of %d images of %s were read as %s\">%d</td>",
                kind, (double) count / total, count, total, Html.escape(truth), Html.escape(read), count);
    }

    /** The images of a class that were read as another, or as any if that is empty. */
    private long count(String truth, String read) {
        return images.stream()
                .filter(image -> image.image().label().equals(truth))
                .filter(image -> read.isEmpty() || image.label().equals(read))
                .count();
    }
}
