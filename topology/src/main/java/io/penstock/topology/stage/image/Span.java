package io.penstock.topology.stage.image;

/**
 * One axis of a resize: this stretch of the source becomes that many pixels.
 *
 * @param source the source's size in pixels
 * @param start where the stretch begins, in pixels of the source
 * @param end where it ends
 * @param pixels how many pixels it becomes
 */
record Span(int source, double start, double end, int pixels) {
    /** Pixels of the source for one of the result. */
    double scale() {
        return (end - start) / pixels;
    }

    /** Whether it leaves every pixel as it is. */
    boolean isWhole() {
        return start == 0 && end == source && pixels == source;
    }
}
