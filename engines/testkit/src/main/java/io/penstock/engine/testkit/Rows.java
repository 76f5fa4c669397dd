package io.penstock.engine.testkit;

import io.penstock.engine.DataType;
import io.penstock.engine.Engine;
import io.penstock.engine.Session;
import io.penstock.engine.Shape;
import java.util.stream.IntStream;

/** Rows of a contract model: writes inputs that are told apart, and knows the outputs. */
final class Rows {
    private Rows() {}

    /** Fills a row of every input; its number makes it different from its neighbours, small integers keep it exact. */
    static void write(Engine engine, Session session, int row, int number) {
        for (int input = 0; input < engine.signature().inputs().size(); input++) {
            DataType dtype = engine.signature().inputs().get(input).dtype();
            int elements = elements(session, input);
            for (int i = 0; i < elements; i++) {
                Elements.write(session.input(input), dtype, row * elements + i, value(input, i, number));
            }
        }
    }

    /** Fills rows with their numbers, counted from {@code firstNumber}. */
    static void write(Engine engine, Session session, int firstRow, int rows, int firstNumber) {
        IntStream.range(0, rows).forEach(i -> write(engine, session, firstRow + i, firstNumber + i));
    }

    /** What the model makes of a row with this number. */
    static double sum(Session session, int number) {
        double sum = 0;
        for (int input = 0; input < session.bucket().rowShapes().size(); input++) {
            for (int i = 0; i < elements(session, input); i++) {
                sum += value(input, i, number);
            }
        }
        return sum;
    }

    /** The sums of the rows with these numbers. */
    static double[] sums(Session session, int firstNumber, int rows) {
        return IntStream.range(firstNumber, firstNumber + rows)
                .mapToDouble(number -> sum(session, number))
                .toArray();
    }

    /** The outputs of the last run, one a row. */
    static double[] outputs(Engine engine, Session session, int rows) {
        DataType dtype = engine.signature().outputs().get(0).dtype();
        return IntStream.range(0, rows)
                .mapToDouble(row -> Elements.read(session.output(0), dtype, row))
                .toArray();
    }

    private static double value(int input, int index, int number) {
        return number * 3.0 + index + 100 * input;
    }

    private static int elements(Session session, int input) {
        Shape row = session.bucket().rowShapes().get(input);
        return Math.toIntExact(row.elements());
    }
}
