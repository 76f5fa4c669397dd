package io.penstock.engine.tensorrt.gpu;

import io.penstock.engine.Shape;

/**
 * The shapes of an input that an optimization profile serves, the batch first.
 *
 * @param min the smallest in every dimension
 * @param opt the one it is tuned for
 * @param max the largest in every dimension
 */
public record ShapeRange(Shape min, Shape opt, Shape max) {
    /** Whether every dimension lies between its bounds. */
    public boolean contains(Shape shape) {
        if (shape.rank() != max.rank()) {
            return false;
        }
        for (int i = 0; i < shape.rank(); i++) {
            if (shape.dimension(i) < min.dimension(i) || shape.dimension(i) > max.dimension(i)) {
                return false;
            }
        }
        return true;
    }
}
