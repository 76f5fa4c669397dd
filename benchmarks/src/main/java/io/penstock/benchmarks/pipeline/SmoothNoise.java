package io.penstock.benchmarks.pipeline;

import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * A square field of values around zero without edges: normally distributed values at the corners of a few large, some
 * middle and many small cells, and what lies between them in between. Immutable.
 */
final class SmoothNoise {
    private static final int[] CELLS = {4, 16, 64};

    private final int side;
    private final double[][] layers;

    /**
     * A field.
     *
     * @param side its width and height, in pixels
     * @param random where its values come from
     */
    SmoothNoise(int side, Random random) {
        this.side = side;
        this.layers = IntStream.of(CELLS)
                .mapToObj(cells -> DoubleStream.generate(random::nextGaussian)
                        .limit((long) (cells + 1) * (cells + 1))
                        .toArray())
                .toArray(double[][]::new);
    }

    /** The value of a pixel. */
    double at(int x, int y) {
        double sum = 0;
        for (int layer = 0; layer < CELLS.length; layer++) {
            sum += at(layers[layer], CELLS[layer], (double) x * CELLS[layer] / side, (double) y * CELLS[layer] / side);
        }
        return sum;
    }

    private static double at(double[] corners, int cells, double x, double y) {
        int left = (int) x;
        int top = (int) y;
        int corner = top * (cells + 1) + left;
        double above = between(corners[corner], corners[corner + 1], x - left);
        double below = between(corners[corner + cells + 1], corners[corner + cells + 2], x - left);
        return between(above, below, y - top);
    }

    private static double between(double from, double to, double share) {
        return from + (to - from) * share;
    }
}
