package io.penstock.topology.stage.image;

/** How a resized pixel is made of those around it. All but {@link #NEAREST} average over what they shrink. */
enum Interpolation {
    /** The pixel at the centre, and no other. */
    NEAREST(0) {
        @Override
        double weight(double distance) {
            return 1;
        }
    },
    /** The plain average of the pixels covered; when growing, as nearest. */
    AREA(0.5) {
        @Override
        double weight(double distance) {
            return distance > -0.5 && distance <= 0.5 ? 1 : 0;
        }
    },
    /** Linear in both directions. */
    BILINEAR(1) {
        @Override
        double weight(double distance) {
            return Math.max(0, 1 - Math.abs(distance));
        }
    },
    /** Keys' cubic convolution with a = -0.5. */
    BICUBIC(2) {
        @Override
        double weight(double distance) {
            double x = Math.abs(distance);
            if (x >= 2) {
                return 0;
            }
            return x < 1 ? 1 + x * x * (1.5 * x - 2.5) : 2 + x * (x * (2.5 - 0.5 * x) - 4);
        }
    };

    private final double support;

    Interpolation(double support) {
        this.support = support;
    }

    /** How far from the centre it reaches, in pixels of the coarser image. */
    double support() {
        return support;
    }

    /** How much a pixel at this distance counts, before the weights are made to sum to 1. */
    abstract double weight(double distance);
}
