package io.penstock.engine.tensorrt;

import java.util.List;
import java.util.OptionalInt;
import java.util.TreeSet;

/**
 * The batch sizes for which graphs are captured. A batch in between is padded up to the next: launching a padded graph
 * takes the CPU microseconds where enqueueing a model's hundreds of kernels takes half a millisecond.
 *
 * @param sizes the sizes in rows, ascending; empty for no graphs at all
 */
record GraphSizes(List<Integer> sizes) {
    static final GraphSizes NONE = new GraphSizes(List.of());

    GraphSizes {
        sizes = List.copyOf(new TreeSet<>(sizes));
        if (sizes.stream().anyMatch(size -> size < 1)) {
            throw new IllegalArgumentException("a graph has at least one row: sizes=" + sizes);
        }
    }

    /** 1, 2, 3, 4, 6, 8, 12, 16, 24 and so on, up to the maximum: a batch of over two rows is padded by a third at most. */
    static GraphSizes upTo(int maxRows) {
        TreeSet<Integer> sizes = new TreeSet<>(List.of(maxRows));
        for (long power = 1; power < maxRows; power *= 2) {
            sizes.add((int) power);
            if (power > 1 && power / 2 * 3 < maxRows) {
                sizes.add((int) (power / 2 * 3));
            }
        }
        return new GraphSizes(List.copyOf(sizes));
    }

    /** Those up to the maximum. */
    GraphSizes within(int maxRows) {
        return new GraphSizes(sizes.stream().filter(size -> size <= maxRows).toList());
    }

    /** The size that a batch is padded up to. */
    OptionalInt atLeast(int rows) {
        for (int size : sizes) {
            if (size >= rows) {
                return OptionalInt.of(size);
            }
        }
        return OptionalInt.empty();
    }
}
