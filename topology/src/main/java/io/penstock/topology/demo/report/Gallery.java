package io.penstock.topology.demo.report;

import io.penstock.topology.demo.AnsweredImage;
import java.util.List;
import java.util.stream.Collectors;

/** The images with what was read and what they show: the worst of them large, then all of them as a wall. */
final class Gallery {
    private static final int LARGE = 12;

    private final List<AnsweredImage> images;
    private final List<String> labels;

    /**
     * A gallery.
     *
     * @param images the images, in the order they are shown in
     * @param labels the classes
     */
    Gallery(List<AnsweredImage> images, List<String> labels) {
        this.images = images;
        this.labels = labels;
    }

    /** Every mistake, and at least a dozen images. */
    String large() {
        long mistakes = images.stream().filter(image -> !image.isRight()).count();
        return images.stream()
                .limit(Math.max(LARGE, mistakes))
                .map(Gallery::card)
                .collect(Collectors.joining("\n"));
    }

    private static String card(AnsweredImage answered) {
        return Html.format(
                """
                <figure class="card%s">
                  <img src="%s" alt="%s" loading="lazy">
                  <figcaption>%s<span class="sure">%s sure</span><meter max="1" value="%.4f"></meter></figcaption>
                </figure>""",
                answered.isRight() ? "" : " wrong",
                Html.dataUri(answered.image()),
                alt(answered),
                verdict(answered),
                Html.percent(answered.score()),
                answered.score());
    }

    private static String verdict(AnsweredImage answered) {
        String read = Html.escape(answered.label());
        return answered.isRight()
                ? "<b>" + read + "</b>"
                : "<b>read " + read + "</b><span class=\"is\">is "
                        + Html.escape(answered.image().label()) + "</span>";
    }

    private static String alt(AnsweredImage answered) {
        return Html.escape(Html.format(
                "%s: shows %s, read as %s, %s sure",
                answered.image().file(), answered.image().label(), answered.label(), Html.percent(answered.score())));
    }

    /** One choice for each class, and one for all of them. */
    String filters() {
        return labels.stream()
                .map(label -> filter(label, "only-" + labels.indexOf(label), ""))
                .collect(Collectors.joining("\n", filter("all", "only-all", " checked") + "\n", ""));
    }

    private static String filter(String text, String id, String checked) {
        return Html.format(
                "<input type=\"radio\" name=\"only\" id=\"%s\"%s><label for=\"%s\">%s</label>",
                id, checked, id, Html.escape(text));
    }

    /** What hides the images of other classes once one is chosen. */
    String filterRules() {
        return labels.stream()
                .map(labels::indexOf)
                .map(index -> Html.format(".wall:has(#only-%d:checked) .tile:not(.is-%d){display:none}", index, index))
                .collect(Collectors.joining("\n"));
    }

    /** Every image, small. */
    String wall() {
        return images.stream().map(this::tile).collect(Collectors.joining("\n"));
    }

    private String tile(AnsweredImage answered) {
        String alt = alt(answered);
        return Html.format(
                "<figure class=\"tile is-%d%s\" title=\"%s\"><img src=\"%s\" alt=\"%s\" loading=\"lazy\">"
                        + "<figcaption>%s</figcaption></figure>",
                labels.indexOf(answered.image().label()),
                answered.isRight() ? "" : " wrong",
                alt,
                Html.dataUri(answered.image()),
                alt,
                answered.isRight()
                        ? Html.escape(answered.label())
                        : Html.escape(answered.label()) + "<s>"
                                + Html.escape(answered.image().label()) + "</s>");
    }
}
