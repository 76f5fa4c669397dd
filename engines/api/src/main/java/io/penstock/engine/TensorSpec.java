package io.penstock.engine;

import java.util.Objects;

/**
 * An input or output that a model declares.
 *
 * @param name the tensor's name in the model
 * @param dtype the type of its elements
 * @param shape its dimensions; the first is the batch, {@link Shape#DYNAMIC} unless the model fixes it
 */
public record TensorSpec(String name, DataType dtype, Shape shape) {
    public TensorSpec {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(dtype, "dtype");
        if (shape.rank() == 0) {
            throw new IllegalArgumentException(
                    "a tensor needs the batch as its first dimension: tensor=" + name + ", shape=" + shape);
        }
    }

    /** The declared shape of one row, possibly with dynamic dimensions. */
    public Shape rowShape() {
        return shape.row();
    }
}
