package io.penstock.topology.stage.image;

/**
 * Which part of a source image goes where in the result.
 *
 * @param horizontal the source's columns and the width they become
 * @param vertical the source's rows and the height they become
 * @param left how many columns of the result stay free before them
 * @param top how many rows of the result stay free above them
 */
record Placement(Span horizontal, Span vertical, int left, int top) {
    /** This placement as seen through a window on the result. */
    Placement through(int windowLeft, int windowTop, Size window) {
        int x0 = Math.max(left, windowLeft);
        int y0 = Math.max(top, windowTop);
        int x1 = Math.min(left + horizontal.pixels(), windowLeft + window.width());
        int y1 = Math.min(top + vertical.pixels(), windowTop + window.height());
        return new Placement(
                part(horizontal, x0 - left, x1 - left),
                part(vertical, y0 - top, y1 - top),
                x0 - windowLeft,
                y0 - windowTop);
    }

    /** Whether it leaves nothing of a result of this size free. */
    boolean covers(Size size) {
        return horizontal.pixels() == size.width() && vertical.pixels() == size.height();
    }

    private static Span part(Span span, int from, int to) {
        if (from == 0 && to == span.pixels()) {
            return span;
        }
        double start = span.start() + from * span.scale();
        return new Span(span.source(), start, start + (to - from) * span.scale(), to - from);
    }
}
