package io.penstock.topology.stage.detection;

/** A box by its left, top, right and bottom edge; none of its sides is negative. */
record Corners(double x0, double y0, double x1, double y1) {
    /** The box between two opposite corners, whichever they are. */
    static Corners of(double x0, double y0, double x1, double y1) {
        return new Corners(Math.min(x0, x1), Math.min(y0, y1), Math.max(x0, x1), Math.max(y0, y1));
    }

    /** The area both have in common, as a part of the area they have together; 0 if both are empty. */
    double intersectionOverUnion(Corners other) {
        double width = Math.min(x1, other.x1) - Math.max(x0, other.x0);
        double height = Math.min(y1, other.y1) - Math.max(y0, other.y0);
        if (width <= 0 || height <= 0) {
            return 0;
        }
        double intersection = width * height;
        return intersection / (area() + other.area() - intersection);
    }

    private double area() {
        return (x1 - x0) * (y1 - y0);
    }
}
