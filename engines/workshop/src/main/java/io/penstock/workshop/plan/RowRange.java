package io.penstock.workshop.plan;

import java.util.ArrayList;
import java.util.List;

/**
 * The batches of a profile.
 *
 * @param min the fewest rows
 * @param opt the rows that the kernels are chosen for
 * @param max the most rows
 */
public record RowRange(int min, int opt, int max) {
    public RowRange {
        if (min < 1 || min > opt || opt > max) {
            throw new IllegalArgumentException(
                    "batches need 1 <= min <= opt <= max: min=" + min + ", opt=" + opt + ", max=" + max);
        }
    }

    /**
     * Ranges that adjoin each other, each tuned for one batch. All but the last end there, so that {@code 1,64} up to 256
     * is 1, and 2 to 256 with its best at 64.
     *
     * @param minRows the fewest rows of the first
     * @param optRows the batches to be tuned for, growing; empty for the most rows only
     * @param maxRows the most rows of the last
     * @throws IllegalArgumentException if they do not grow from {@code minRows} to {@code maxRows}
     */
    public static List<RowRange> tuned(int minRows, List<Integer> optRows, int maxRows) {
        List<Integer> best = optRows.isEmpty() ? List.of(maxRows) : optRows;
        List<RowRange> ranges = new ArrayList<>();
        int from = minRows;
        for (int i = 0; i < best.size(); i++) {
            int opt = best.get(i);
            int to = i == best.size() - 1 ? maxRows : opt;
            if (from > opt || opt > to) {
                throw new IllegalArgumentException(
                        "the batches to be tuned for must grow, from the fewest rows to the most: batches=" + optRows
                                + ", fewest=" + minRows + ", most=" + maxRows);
            }
            ranges.add(new RowRange(from, opt, to));
            from = opt + 1;
        }
        return ranges;
    }

    /** These batches as far as there is room for them: those over {@code maxRows} become that one. */
    public static List<Integer> within(List<Integer> optRows, int maxRows) {
        return optRows.stream().map(rows -> Math.min(rows, maxRows)).distinct().toList();
    }
}
