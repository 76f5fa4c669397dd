package io.penstock.topology.stage.image;

/**
 * An image's size in pixels.
 *
 * @param width at least 0
 * @param height at least 0
 */
record Size(int width, int height) {
    long pixels() {
        return (long) width * height;
    }

    Size largest(Size other) {
        return other.pixels() > pixels() ? other : this;
    }

    /** As in {@code 640x480}. */
    @Override
    public String toString() {
        return width + "x" + height;
    }
}
