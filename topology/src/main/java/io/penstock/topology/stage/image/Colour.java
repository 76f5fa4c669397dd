package io.penstock.topology.stage.image;

import java.util.List;

/** A colour, each part from 0 to 255. */
record Colour(int red, int green, int blue) {
    static final Colour BLACK = new Colour(0, 0, 0);

    /** One number is a gray, three are red, green and blue. */
    static Colour of(List<Integer> parts) {
        return new Colour(parts.get(0), parts.get(parts.size() / 2), parts.get(parts.size() - 1));
    }

    /** Whether a list is one or three numbers from 0 to 255. */
    static boolean isColour(List<Integer> parts) {
        return (parts.size() == 1 || parts.size() == 3) && parts.stream().allMatch(part -> part >= 0 && part <= 255);
    }

    /** The value in this channel of an image with one or three. */
    int channel(int channel, int channels) {
        if (channels == 1) {
            return luma(red, green, blue);
        }
        return switch (channel) {
            case 0 -> red;
            case 1 -> green;
            default -> blue;
        };
    }

    /** ITU-R BT.601 luma, {@code 0.299 R + 0.587 G + 0.114 B}, rounded; the same value for every gray. */
    static int luma(int red, int green, int blue) {
        return (19595 * red + 38470 * green + 7471 * blue + 32768) >> 16;
    }
}
