package io.penstock.topology.demo.recommendation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Files of the simulator: a header, then values without quotes. */
final class Csv {
    private Csv() {}

    /** The rows behind the header. */
    static List<String[]> rows(Path file) {
        try (var lines = Files.lines(file)) {
            return lines.skip(1).map(line -> line.split(",", -1)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the simulator's files lie beside its model: " + file, e);
        }
    }

    /** The numbers of a row from this column on. */
    static double[] numbers(String[] row, int from) {
        double[] numbers = new double[row.length - from];
        for (int at = 0; at < numbers.length; at++) {
            numbers[at] = Double.parseDouble(row[from + at]);
        }
        return numbers;
    }
}
