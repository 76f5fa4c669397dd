package io.penstock.topology.replay;

import io.penstock.schema.ClassificationOutput;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;

/** Counts differences as they come, in memory of two numbers a record. Belongs to one thread. */
final class DriftCounter {
    private static final Comparator<DriftReport.Drifted> LEAST_FIRST = Comparator.comparing(
                    (DriftReport.Drifted each) -> !each.difference().agrees())
            .thenComparing(each -> each.difference().absolute())
            .thenComparing(DriftReport.Drifted::id, Comparator.reverseOrder());

    private final int mostWorst;
    private final PriorityQueue<DriftReport.Drifted> worst = new PriorityQueue<>(LEAST_FIRST);
    private final List<Double> absolute = new ArrayList<>();
    private final List<Double> relative = new ArrayList<>();
    private final SortedMap<String, DriftReport.Shift> classes = new TreeMap<>();
    private long agreed;

    DriftCounter(int mostWorst) {
        this.mostWorst = mostWorst;
    }

    void count(DriftReport.Drifted drifted, SpecificRecord recorded, SpecificRecord replayed) {
        Difference difference = drifted.difference();
        agreed += difference.agrees() ? 1 : 0;
        absolute.add(difference.absolute());
        relative.add(difference.relative());
        worst.add(drifted);
        if (worst.size() > mostWorst) {
            worst.remove();
        }
        countClasses(recorded, new DriftReport.Shift(1, 0));
        countClasses(replayed, new DriftReport.Shift(0, 1));
    }

    private void countClasses(SpecificRecord output, DriftReport.Shift one) {
        if (output instanceof ClassificationOutput classification) {
            classification
                    .getRows()
                    .forEach(row -> classes.merge(ClassDifference.best(row), one, DriftReport.Shift::plus));
        }
    }

    long compared() {
        return absolute.size();
    }

    long agreed() {
        return agreed;
    }

    Spread absolute() {
        return Spread.of(array(absolute));
    }

    Spread relative() {
        return Spread.of(array(relative));
    }

    private static double[] array(List<Double> numbers) {
        return numbers.stream().mapToDouble(Double::doubleValue).toArray();
    }

    SortedMap<String, DriftReport.Shift> classes() {
        return classes;
    }

    /** The worst, worst first. */
    List<DriftReport.Drifted> worst() {
        return worst.stream().sorted(LEAST_FIRST.reversed()).toList();
    }
}
