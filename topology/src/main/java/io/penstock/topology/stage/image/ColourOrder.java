package io.penstock.topology.stage.image;

/** What the channels of an image tensor are. */
enum ColourOrder {
    /** One channel of luma. */
    GRAY(1),
    /** Red, green, blue. */
    RGB(3),
    /** Blue, green, red. */
    BGR(3);

    private final int channels;

    ColourOrder(int channels) {
        this.channels = channels;
    }

    int channels() {
        return channels;
    }
}
