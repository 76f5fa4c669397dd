package io.penstock.topology.stage.image;

import java.util.Arrays;

/**
 * Which pixels of a line make each pixel of its resized line, and how much each counts, in fixed point. Made once for a
 * {@link Span} and used for every line of it.
 */
final class Taps {
    /** 255 times all weights of a cubic, of which some are negative, still fit an {@code int}. */
    static final int FRACTION_BITS = 22;

    private final Span span;
    private final int width;
    private final int[] first;
    private final int[] count;
    private final int[] weights;

    private Taps(Span span, int width) {
        this.span = span;
        this.width = width;
        this.first = new int[span.pixels()];
        this.count = new int[span.pixels()];
        this.weights = new int[span.pixels() * width];
    }

    static Taps of(Span span, Interpolation interpolation) {
        double stretch = Math.max(1, span.scale());
        double reach = interpolation.support() * stretch;
        Taps taps = new Taps(span, (int) Math.ceil(reach) * 2 + 1);
        for (int i = 0; i < span.pixels(); i++) {
            double centre = span.start() + (i + 0.5) * span.scale();
            if (interpolation == Interpolation.NEAREST) {
                taps.setNearest(i, (int) Math.floor(centre));
            } else {
                taps.set(i, centre, reach, stretch, interpolation);
            }
        }
        return taps;
    }

    Span span() {
        return span;
    }

    /** The first pixel of the source that counts for this one. */
    int first(int pixel) {
        return first[pixel];
    }

    /** How many pixels count for this one. */
    int count(int pixel) {
        return count[pixel];
    }

    /** How many pixels count for the one for which most do. */
    int largestCount() {
        return Arrays.stream(count).max().orElseThrow();
    }

    /** How much the pixel {@code tap} places after the first counts. */
    int weight(int pixel, int tap) {
        return weights[pixel * width + tap];
    }

    private void setNearest(int pixel, int source) {
        first[pixel] = Math.max(0, Math.min(source, span.source() - 1));
        count[pixel] = 1;
        weights[pixel * width] = 1 << FRACTION_BITS;
    }

    private void set(int pixel, double centre, double reach, double stretch, Interpolation interpolation) {
        int from = Math.max(0, (int) Math.floor(centre - reach + 0.5));
        int to = Math.min(span.source(), (int) Math.floor(centre + reach + 0.5));
        double sum = 0;
        double[] raw = new double[to - from];
        for (int i = 0; i < raw.length; i++) {
            raw[i] = interpolation.weight((from + i - centre + 0.5) / stretch);
            sum += raw[i];
        }
        first[pixel] = from;
        count[pixel] = raw.length;
        for (int i = 0; i < raw.length; i++) {
            weights[pixel * width + i] = (int) Math.rint(raw[i] / sum * (1 << FRACTION_BITS));
        }
    }
}
