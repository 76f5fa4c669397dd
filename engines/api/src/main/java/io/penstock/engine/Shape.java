package io.penstock.engine;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The dimensions of a tensor, each at least 0, or {@link #DYNAMIC} where the model leaves it open. Immutable. */
public final class Shape {
    /** A dimension that is known only when data arrive. */
    public static final long DYNAMIC = -1;

    private static final Shape SCALAR = new Shape(new long[0]);

    private final long[] dimensions;

    private Shape(long[] dimensions) {
        this.dimensions = dimensions;
    }

    /**
     * A shape of these dimensions; none means a scalar.
     *
     * @throws IllegalArgumentException if a dimension is below {@link #DYNAMIC}
     */
    public static Shape of(long... dimensions) {
        if (dimensions.length == 0) {
            return SCALAR;
        }
        for (long dimension : dimensions) {
            if (dimension < DYNAMIC) {
                throw new IllegalArgumentException(
                        "a dimension is at least 0, or -1 for a dynamic one: shape=" + Arrays.toString(dimensions));
            }
        }
        return new Shape(dimensions.clone());
    }

    /** The number of dimensions; 0 for a scalar. */
    public int rank() {
        return dimensions.length;
    }

    /** The size of one dimension, {@link #DYNAMIC} if open. */
    public long dimension(int index) {
        return dimensions[index];
    }

    /** A copy of the dimensions. */
    public long[] toArray() {
        return dimensions.clone();
    }

    /** Whether a dimension is open. */
    public boolean isDynamic() {
        for (long dimension : dimensions) {
            if (dimension == DYNAMIC) {
                return true;
            }
        }
        return false;
    }

    /**
     * The number of elements.
     *
     * @throws IllegalStateException if a dimension is open
     * @throws ArithmeticException if the product exceeds a {@code long}
     */
    public long elements() {
        long elements = 1;
        for (long dimension : dimensions) {
            if (dimension == DYNAMIC) {
                throw new IllegalStateException("a dynamic shape has no element count: shape=" + this);
            }
            elements = Math.multiplyExact(elements, dimension);
        }
        return elements;
    }

    /**
     * The shape of one row: this shape without its first dimension.
     *
     * @throws IllegalStateException for a scalar, which has no batch dimension
     */
    public Shape row() {
        if (dimensions.length == 0) {
            throw new IllegalStateException("a scalar has no rows");
        }
        return dimensions.length == 1 ? SCALAR : new Shape(Arrays.copyOfRange(dimensions, 1, dimensions.length));
    }

    /** The shape of a batch of {@code rows} rows, each of this shape. */
    public Shape batch(long rows) {
        long[] batch = new long[dimensions.length + 1];
        batch[0] = rows;
        System.arraycopy(dimensions, 0, batch, 1, dimensions.length);
        return of(batch);
    }

    /** Whether a tensor of shape {@code actual} may be given where this shape is declared. */
    public boolean accepts(Shape actual) {
        if (actual.dimensions.length != dimensions.length) {
            return false;
        }
        for (int i = 0; i < dimensions.length; i++) {
            if (dimensions[i] != DYNAMIC && dimensions[i] != actual.dimensions[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Shape that && Arrays.equals(dimensions, that.dimensions);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(dimensions);
    }

    /** As in {@code [-1,3,224,224]}. */
    @Override
    public String toString() {
        return Arrays.stream(dimensions).mapToObj(Long::toString).collect(Collectors.joining(",", "[", "]"));
    }
}
