package io.penstock.topology.stage.image;

import io.penstock.engine.Shape;

/** The order of an image tensor's dimensions. */
enum Layout {
    /** Channels, then rows, then columns: one plane after the other. */
    NCHW,
    /** Rows, then columns, then channels: one pixel after the other. */
    NHWC;

    /** What a row shape looks like: it is channels last if only the last dimension can be one of channels. */
    static Layout of(Shape row) {
        return row.rank() == 3 && !couldBeChannels(row.dimension(0)) && couldBeChannels(row.dimension(2)) ? NHWC : NCHW;
    }

    Shape shape(Size size, int channels) {
        return this == NCHW
                ? Shape.of(channels, size.height(), size.width())
                : Shape.of(size.height(), size.width(), channels);
    }

    long channels(Shape row) {
        return row.dimension(this == NCHW ? 0 : 2);
    }

    long height(Shape row) {
        return row.dimension(this == NCHW ? 1 : 0);
    }

    long width(Shape row) {
        return row.dimension(this == NCHW ? 2 : 1);
    }

    /** Where the sample of this pixel and channel lies. */
    int index(int pixel, int channel, int pixels, int channels) {
        return this == NCHW ? channel * pixels + pixel : pixel * channels + channel;
    }

    private static boolean couldBeChannels(long dimension) {
        return dimension == 1 || dimension == 3 || dimension == Shape.DYNAMIC;
    }
}
