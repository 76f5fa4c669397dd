package io.penstock.workshop.verify;

import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import io.penstock.engine.DataType;
import io.penstock.engine.Engine;
import io.penstock.engine.EngineInfo;
import io.penstock.engine.Session;
import io.penstock.engine.Shape;
import io.penstock.engine.TensorSpec;
import io.penstock.workshop.samples.Samples;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;

/**
 * Runs an engine and a reference on the same rows and compares what they give. Both must have the same inputs and
 * outputs, in any order of the outputs. It owns neither. Belongs to one thread.
 */
public final class Verifier {
    private final Engine reference;
    private final Engine candidate;
    private final Clock clock;
    private final List<OutputComparison> comparisons;
    private final AccuracyCount accuracy = new AccuracyCount();

    /** A verifier of {@code candidate}. */
    public Verifier(Engine reference, Engine candidate, Clock clock) {
        this.reference = reference;
        this.candidate = candidate;
        this.clock = clock;
        this.comparisons = reference.signature().outputs().stream()
                .map(output -> new OutputComparison(output.name(), isScores(output)))
                .toList();
    }

    /**
     * Compares all rows in the largest batches, and the first of them again in batches of 1, 2, 4 and so on.
     *
     * @param progress is told how many rows are done
     * @throws PenstockException if a run fails or the engines give outputs of different shapes
     */
    public Verification verify(List<Sampled> sampled, Tolerance tolerance, IntConsumer progress) {
        int rows = 0;
        for (Sampled each : sampled) {
            rows += compare(each, rows, progress);
        }
        List<OutputErrors> outputs =
                comparisons.stream().map(OutputComparison::errors).toList();
        Accuracies accuracies = accuracy.accuracies();
        List<String> failures = new ArrayList<>();
        outputs.forEach(errors -> failures.addAll(tolerance.violations(errors)));
        if (accuracies != null) {
            tolerance.violation(accuracies).ifPresent(failures::add);
        }
        return new Verification(
                failures.isEmpty(),
                failures,
                candidate.info().hash(),
                describe(candidate.info()),
                describe(reference.info()),
                sampled.stream().map(Sampled::description).distinct().collect(Collectors.joining("; ")),
                rows,
                tolerance,
                outputs,
                accuracies,
                clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
    }

    private static String describe(EngineInfo info) {
        return info.backend() + " " + info.backendVersion() + " " + info.precision() + " on " + info.device();
    }

    private static boolean isScores(TensorSpec output) {
        Shape row = output.rowShape();
        return row.rank() == 1 && row.dimension(0) > 1;
    }

    private int compare(Sampled sampled, int before, IntConsumer progress) {
        try (Session expected = reference.openSession(sampled.bucket());
                Session actual = candidate.openSession(sampled.bucket())) {
            Samples samples = sampled.samples();
            int batch = Math.min(expected.maxRows(), actual.maxRows());
            for (int first = 0; first < samples.size(); first += batch) {
                int rows = Math.min(batch, samples.size() - first);
                run(expected, actual, samples, first, rows);
                compare(expected, actual, samples, first, rows, true);
                progress.accept(before + first + rows);
            }
            compareSmaller(expected, actual, samples, batch);
            return samples.size();
        }
    }

    /** The first rows again in smaller batches, for which a plan may have other kernels. They do not count as rows. */
    private void compareSmaller(Session expected, Session actual, Samples samples, int batch) {
        for (int rows = 1; rows < Math.min(batch, samples.size()); rows *= 2) {
            run(expected, actual, samples, 0, rows);
            compare(expected, actual, samples, 0, rows, false);
        }
    }

    private void run(Session expected, Session actual, Samples samples, int first, int rows) {
        fill(expected, samples, first, rows, reference.signature().inputs().size());
        fill(actual, samples, first, rows, candidate.signature().inputs().size());
        Runs.await(expected, rows);
        Runs.await(actual, rows);
    }

    private static void fill(Session session, Samples samples, int first, int rows, int inputs) {
        for (int input = 0; input < inputs; input++) {
            samples.fill(first, rows, input, session.input(input));
        }
    }

    private void compare(
            Session expected, Session actual, Samples samples, int first, int rows, boolean countAccuracy) {
        List<TensorSpec> outputs = reference.signature().outputs();
        boolean labelled = !countAccuracy;
        for (int output = 0; output < outputs.size(); output++) {
            TensorSpec spec = outputs.get(output);
            int other = candidate.signature().outputIndex(spec.name());
            Shape row = sameShape(spec, expected.outputRowShape(output), actual.outputRowShape(other));
            ByteBuffer expectedValues = expected.output(output);
            ByteBuffer actualValues = actual.output(other);
            DataType actualType = candidate.signature().outputs().get(other).dtype();
            int length = Math.toIntExact(row.elements());
            for (int i = 0; i < rows; i++) {
                comparisons
                        .get(output)
                        .addRow(expectedValues, spec.dtype(), actualValues, actualType, i * length, length);
                OptionalInt label = samples.label(first + i);
                if (isScores(spec) && !labelled && label.isPresent()) {
                    accuracy.add(label.getAsInt(), expectedValues, spec.dtype(), actualValues, actualType, i, length);
                }
            }
            labelled |= isScores(spec);
        }
    }

    private static Shape sameShape(TensorSpec output, Shape expected, Shape actual) {
        if (!expected.equals(actual)) {
            throw new PenstockException(
                    FailureCategory.FATAL,
                    "the engines give different shapes: output=" + output.name() + ", reference=" + expected
                            + ", engine=" + actual);
        }
        return expected;
    }
}
