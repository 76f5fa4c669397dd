package io.penstock.topology.stage.image;

import io.penstock.RecordException;
import io.penstock.RecordFailure;

/**
 * How images of all sizes become images of one size: resized, then cut at the centre.
 *
 * @param resize how they are resized, if there is no shorter side
 * @param resized the size they are resized to, if there is no shorter side
 * @param shorterSide what their shorter side becomes, in proportion; 0 for none
 * @param result the size they are cut to, at most {@code resized}
 */
record Framing(Resize resize, Size resized, int shorterSide, Size result) {
    /**
     * Where an image of this size goes.
     *
     * @throws RecordException SHAPE_MISMATCH, if it may not be resized and has the wrong size
     */
    Placement place(Size source) {
        Size canvas = shorterSide > 0 ? proportional(source) : resized;
        int left = centred(canvas.width() - result.width());
        int top = centred(canvas.height() - result.height());
        return onto(canvas, source).through(left, top, result);
    }

    private Placement onto(Size canvas, Size source) {
        if (shorterSide > 0) {
            return whole(source, canvas, canvas);
        }
        return switch (resize) {
            case STRETCH -> whole(source, canvas, canvas);
            case FIT -> whole(source, inside(source, canvas), canvas);
            case FILL -> covering(source, canvas);
            case NONE -> unchanged(source, canvas);
        };
    }

    private static Placement whole(Size source, Size size, Size canvas) {
        return new Placement(
                new Span(source.width(), 0, source.width(), size.width()),
                new Span(source.height(), 0, source.height(), size.height()),
                (canvas.width() - size.width()) / 2,
                (canvas.height() - size.height()) / 2);
    }

    private static Placement covering(Size source, Size canvas) {
        double scale = Math.min((double) source.width() / canvas.width(), (double) source.height() / canvas.height());
        return new Placement(
                middle(source.width(), canvas.width(), scale), middle(source.height(), canvas.height(), scale), 0, 0);
    }

    private static Span middle(int source, int pixels, double scale) {
        double start = (source - pixels * scale) / 2;
        return new Span(source, start, start + pixels * scale, pixels);
    }

    private static Placement unchanged(Size source, Size canvas) {
        if (!source.equals(canvas)) {
            throw new RecordException(
                    RecordFailure.SHAPE_MISMATCH,
                    "the image has the wrong size and preprocess.resize is none: size=" + source + ", expected="
                            + canvas);
        }
        return whole(source, canvas, canvas);
    }

    private static Size inside(Size source, Size canvas) {
        double scale = Math.min((double) canvas.width() / source.width(), (double) canvas.height() / source.height());
        return new Size(Math.max(1, (int) Math.round(source.width() * scale)), Math.max(1, (int)
                Math.round(source.height() * scale)));
    }

    /** The longer side is rounded down, as the ImageNet models' own evaluation does. */
    private Size proportional(Size source) {
        return source.width() <= source.height()
                ? new Size(shorterSide, longer(source.height(), source.width()))
                : new Size(longer(source.width(), source.height()), shorterSide);
    }

    private int longer(int longSide, int shortSide) {
        return Math.toIntExact((long) shorterSide * longSide / shortSide);
    }

    /** Half, rounded to even, as the ImageNet models' own evaluation does. */
    private static int centred(int room) {
        return (int) Math.rint(room / 2.0);
    }
}
