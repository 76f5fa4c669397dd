package io.penstock.topology.stage.image;

/** A decoded image: 8-bit samples, row by row, the channels of a pixel side by side; gray, or red, green, blue. */
final class Pixels {
    private final byte[] samples;
    private final Size size;
    private final int channels;

    private Pixels(byte[] samples, Size size, int channels) {
        this.samples = samples;
        this.size = size;
        this.channels = channels;
    }

    /** A black image. */
    static Pixels black(Size size, int channels) {
        return new Pixels(new byte[Math.toIntExact(size.pixels() * channels)], size, channels);
    }

    Size size() {
        return size;
    }

    int channels() {
        return channels;
    }

    /** The samples themselves. */
    byte[] samples() {
        return samples;
    }

    /** Paints everything in one colour, given as one value for each channel. */
    Pixels fill(Colour colour) {
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (byte) colour.channel(i % channels, channels);
        }
        return this;
    }

    /** Copies a whole image into this one. */
    Pixels place(Pixels other, int left, int top) {
        int rowBytes = other.size.width() * channels;
        for (int y = 0; y < other.size.height(); y++) {
            int to = ((top + y) * size.width() + left) * channels;
            System.arraycopy(other.samples, y * rowBytes, samples, to, rowBytes);
        }
        return this;
    }
}
