package io.penstock.topology.replay;

import io.penstock.schema.Box;

/** How much of two boxes together is in both: intersection over union, 1 for the same box. */
final class Overlap {
    private Overlap() {}

    static double of(Box one, Box other) {
        if (one.equals(other)) {
            return 1;
        }
        double width = Math.min(one.getX1(), other.getX1()) - Math.max(one.getX0(), other.getX0());
        double height = Math.min(one.getY1(), other.getY1()) - Math.max(one.getY0(), other.getY0());
        double both = Math.max(0, width) * Math.max(0, height);
        double together = area(one) + area(other) - both;
        return together > 0 ? both / together : 0;
    }

    private static double area(Box box) {
        return (double) (box.getX1() - box.getX0()) * (box.getY1() - box.getY0());
    }
}
