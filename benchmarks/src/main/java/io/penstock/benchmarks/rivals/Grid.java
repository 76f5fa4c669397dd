package io.penstock.benchmarks.rivals;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Rows of words, the first column at the left, the others at the right of theirs. Belongs to one thread. */
final class Grid {
    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    /** Adds a row; all have as many words. */
    Grid row(String... words) {
        rows.add(List.of(words));
        return this;
    }

    List<String> lines() {
        int columns = rows.get(0).size();
        int[] widths = IntStream.range(0, columns)
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String word = row.get(column);
            String padding = " ".repeat(widths[column] - word.length());
            line.append(GAP).append(column == 0 ? word + padding : padding + word);
        }
        return line.toString().stripTrailing();
    }
}
