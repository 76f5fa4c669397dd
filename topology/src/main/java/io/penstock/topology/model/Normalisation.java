package io.penstock.topology.model;

import java.util.List;

/**
 * How pixels of 0 to 255 become a model's input: {@code (pixel * scale - mean) / std}, per channel.
 *
 * @param scale what each pixel is multiplied by first
 * @param mean what is then subtracted, for all channels or for each
 * @param std what is then divided by, for all channels or for each
 * @param colour the channels
 */
public record Normalisation(double scale, List<Double> mean, List<Double> std, Colour colour) {
    public Normalisation {
        mean = List.copyOf(mean);
        std = List.copyOf(std);
        if (mean.isEmpty() || std.isEmpty() || std.contains(0.0)) {
            throw new IllegalArgumentException(
                    "needs a mean and a std other than 0, are mean=" + mean + ", std=" + std);
        }
    }
}
