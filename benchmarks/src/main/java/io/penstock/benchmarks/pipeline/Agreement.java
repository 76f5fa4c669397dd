package io.penstock.benchmarks.pipeline;

import io.penstock.engine.DataType;
import io.penstock.schema.ClassificationOutput;
import io.penstock.schema.ClassifiedRow;
import io.penstock.schema.Tensor;
import io.penstock.schema.TensorOutput;
import io.penstock.topology.model.Model;
import io.penstock.workshop.samples.Elements;
import io.penstock.workshop.verify.OutputComparison;
import io.penstock.workshop.verify.OutputErrors;
import io.penstock.workshop.verify.Tolerance;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;

/**
 * When an answer is the one expected: tensors in which no element is off by more than this, classes of which the first
 * is the same, anything else if it is equal.
 *
 * @param relative the greatest relative error of an element, as {@link OutputErrors} defines it
 * @param share the share of answers that has to agree; the others may be off
 * @param magnitudes the root mean square of all answers, for tensors of one element, by name
 */
public record Agreement(double relative, double share, Map<String, Double> magnitudes) {
    public Agreement {
        magnitudes = Map.copyOf(magnitudes);
    }

    /** With what the same engine has computed by itself: every answer. */
    public static Agreement withTheEngine(double relative) {
        return new Agreement(relative, 1, Map.of());
    }

    /** The same, as far as kernels of one precision may differ: both ways from what the model computes. */
    static Agreement withTheEngine(Model model, String precision) {
        return withTheEngine(model.engine().tolerance(precision).maxRelative() / 2);
    }

    /** With ONNX Runtime, as far as the precision allows: some classes may differ. */
    static Agreement withOnnxRuntime(Model model, String precision) {
        Tolerance tolerance = model.engine().tolerance(precision);
        return new Agreement(tolerance.maxRelative(), tolerance.minTop1(), Map.of());
    }

    /** The same, knowing all answers that are expected. */
    public Agreement over(List<SpecificRecord> expected) {
        Map<String, List<Double>> single = new HashMap<>();
        for (SpecificRecord answer : expected) {
            if (answer instanceof TensorOutput tensors) {
                tensors.getTensors()
                        .forEach(tensor -> single.computeIfAbsent(tensor.getName(), name -> new ArrayList<>())
                                .add(first(tensor)));
            }
        }
        return new Agreement(
                relative,
                share,
                single.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                each -> OutputComparison.rootMeanSquare(each.getValue().stream()
                                        .mapToDouble(Double::doubleValue)
                                        .toArray()))));
    }

    private static double first(Tensor tensor) {
        DataType dtype = DataType.valueOf(tensor.getDtype().name());
        ByteBuffer data = view(tensor);
        return data.remaining() < dtype.bytes() ? 0 : Elements.read(data, dtype, 0);
    }

    /** How far an answer is off; infinitely, if it is another class, another form or not finite. */
    public double error(SpecificRecord expected, SpecificRecord actual) {
        if (expected instanceof TensorOutput left && actual instanceof TensorOutput right) {
            return error(left.getTensors(), right.getTensors());
        }
        if (expected instanceof ClassificationOutput left && actual instanceof ClassificationOutput right) {
            return first(left).equals(first(right)) ? 0 : Double.POSITIVE_INFINITY;
        }
        return expected.equals(actual) ? 0 : Double.POSITIVE_INFINITY;
    }

    /** Whether an answer may be so far off. */
    public boolean allows(double error) {
        return error <= relative;
    }

    /** The share of neighbours, the last and the first among them, of which one may not pass for the other. */
    double tellsApart(List<SpecificRecord> expected) {
        int size = expected.size();
        long apart = IntStream.range(0, size)
                .filter(i -> !allows(error(expected.get(i), expected.get((i + 1) % size))))
                .count();
        return (double) apart / size;
    }

    private static List<Integer> first(ClassificationOutput output) {
        return output.getRows().stream()
                .map(ClassifiedRow::getClasses)
                .map(classes -> classes.isEmpty() ? -1 : classes.get(0).getIndex())
                .toList();
    }

    private double error(List<Tensor> expected, List<Tensor> actual) {
        if (expected.size() != actual.size()) {
            return Double.POSITIVE_INFINITY;
        }
        double worst = 0;
        for (int i = 0; i < expected.size(); i++) {
            worst = Math.max(worst, error(expected.get(i), actual.get(i)));
        }
        return worst;
    }

    private double error(Tensor expected, Tensor actual) {
        DataType dtype = DataType.valueOf(expected.getDtype().name());
        int elements = expected.getData().remaining() / dtype.bytes();
        boolean sameForm = expected.getName().equals(actual.getName())
                && expected.getDtype() == actual.getDtype()
                && expected.getShape().equals(actual.getShape());
        if (!sameForm || elements == 0) {
            return sameForm ? 0 : Double.POSITIVE_INFINITY;
        }
        OutputComparison comparison =
                new OutputComparison(expected.getName(), false, magnitudes.getOrDefault(expected.getName(), 0.0));
        comparison.addRow(view(expected), dtype, view(actual), dtype, 0, elements);
        OutputErrors errors = comparison.errors();
        return errors.notFinite() > 0 ? Double.POSITIVE_INFINITY : errors.maxRelative();
    }

    private static ByteBuffer view(Tensor tensor) {
        return tensor.getData().slice().order(ByteOrder.LITTLE_ENDIAN);
    }
}
