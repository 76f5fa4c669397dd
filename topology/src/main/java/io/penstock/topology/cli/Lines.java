package io.penstock.topology.cli;

import io.penstock.schema.ClassificationOutput;
import io.penstock.schema.DeadLetter;
import io.penstock.schema.DetectionOutput;
import io.penstock.schema.InferenceResult;
import io.penstock.schema.RegressionOutput;
import io.penstock.schema.ScoredClass;
import io.penstock.schema.TensorOutput;
import io.penstock.schema.Timings;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Results and dead letters, each as one line for people. */
final class Lines {
    private static final int SHOWN_ROWS = 3;
    private static final double LEAST_SHOWN = 0.000_5;

    private Lines() {}

    /** As in {@code 0001.png  8 99.9 %, 3 0.1 %  (queue 1.2 ms, compute 0.3 ms, end to end 7.0 ms, batch of 12)}. */
    static String of(InferenceResult result) {
        Timings timings = result.getTimings();
        return "%s  %s  (queue %s, compute %s, end to end %s, batch of %d)"
                .formatted(
                        result.getId(),
                        output(result.getOutput()),
                        millis(timings.getQueueMicros()),
                        millis(timings.getComputeMicros()),
                        millis(timings.getEndToEndMicros()),
                        result.getBatch().getSize());
    }

    /** As in {@code 0001.png  UNDECODABLE in preprocess: the image is truncated  (digits.requests-3@17)}. */
    static String of(DeadLetter letter) {
        return "%s  %s in %s: %s  (%s-%d@%d)"
                .formatted(
                        letter.getRequestId().orElse("?"),
                        letter.getCategory(),
                        letter.getStage(),
                        letter.getReason().replaceAll("\\s+", " "),
                        letter.getSourceTopic(),
                        letter.getSourcePartition(),
                        letter.getSourceOffset());
    }

    private static String output(Object output) {
        if (output instanceof ClassificationOutput classification) {
            return rows(classification.getRows(), row -> join(worthShowing(row.getClasses()), Lines::scored));
        }
        if (output instanceof DetectionOutput detection) {
            return rows(
                    detection.getRows(),
                    row -> join(
                            row.getDetections(), each -> name(each.getLabel(), each.getIndex()) + " " + each.getBox()));
        }
        if (output instanceof RegressionOutput regression) {
            return rows(
                    regression.getRows(), row -> join(row.getValues(), each -> each.getName() + " " + each.getValue()));
        }
        return join(((TensorOutput) output).getTensors(), each -> each.getName() + " " + each.getShape());
    }

    /** Without those after the first that would be shown as 0.0 %. */
    private static List<ScoredClass> worthShowing(List<ScoredClass> classes) {
        return IntStream.range(0, classes.size())
                .filter(i -> i == 0 || Math.abs(classes.get(i).getScore()) >= LEAST_SHOWN)
                .mapToObj(classes::get)
                .toList();
    }

    private static String scored(ScoredClass scored) {
        String score = scored.getScore() >= 0 && scored.getScore() <= 1
                ? String.format(Locale.ROOT, "%.1f %%", 100 * scored.getScore())
                : Float.toString(scored.getScore());
        return name(scored.getLabel(), scored.getIndex()) + " " + score;
    }

    private static String name(String label, int index) {
        return label.isEmpty() ? "#" + index : label;
    }

    private static <T> String rows(List<T> rows, Function<T, String> line) {
        String shown = join(rows.subList(0, Math.min(SHOWN_ROWS, rows.size())), line, " | ");
        return rows.size() <= SHOWN_ROWS ? shown : shown + " | and " + (rows.size() - SHOWN_ROWS) + " rows more";
    }

    private static <T> String join(List<T> all, Function<T, String> text) {
        return all.isEmpty() ? "none" : join(all, text, ", ");
    }

    private static <T> String join(List<T> all, Function<T, String> text, String between) {
        return all.stream().map(text).collect(Collectors.joining(between));
    }

    private static String millis(long micros) {
        return String.format(Locale.ROOT, "%.1f ms", micros / 1e3);
    }
}
