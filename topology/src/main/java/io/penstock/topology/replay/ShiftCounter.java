package io.penstock.topology.replay;

import io.penstock.schema.ClassificationOutput;
import io.penstock.schema.DetectionOutput;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;

/** Counts what answers say, before and now, whichever belongs to which. Belongs to one thread. */
final class ShiftCounter {
    private record Both(MomentsCounter recorded, MomentsCounter replayed) {
        Both() {
            this(new MomentsCounter(), new MomentsCounter());
        }

        DriftReport.NumberShift shift() {
            return new DriftReport.NumberShift(recorded.moments(), replayed.moments());
        }
    }

    private static final DriftReport.Shift BEFORE = new DriftReport.Shift(1, 0);
    private static final DriftReport.Shift NOW = new DriftReport.Shift(0, 1);

    private final SortedMap<String, DriftReport.Shift> classes = new TreeMap<>();
    private final SortedMap<String, Both> numbers = new TreeMap<>();

    void count(SpecificRecord recorded, SpecificRecord replayed) {
        countClasses(recorded, BEFORE);
        countClasses(replayed, NOW);
        Numbers.forEach(recorded, (name, number) -> of(name).recorded().add(number));
        Numbers.forEach(replayed, (name, number) -> of(name).replayed().add(number));
    }

    private Both of(String name) {
        return numbers.computeIfAbsent(name, added -> new Both());
    }

    private void countClasses(SpecificRecord output, DriftReport.Shift one) {
        if (output instanceof ClassificationOutput classification) {
            classification.getRows().forEach(row -> count(ClassDifference.best(row), one));
        }
        if (output instanceof DetectionOutput detection) {
            detection.getRows().forEach(row -> row.getDetections()
                    .forEach(each -> count(ObjectDifference.name(each), one)));
        }
    }

    private void count(String name, DriftReport.Shift one) {
        classes.merge(name, one, DriftReport.Shift::plus);
    }

    SortedMap<String, DriftReport.Shift> classes() {
        return classes;
    }

    SortedMap<String, DriftReport.NumberShift> numbers() {
        SortedMap<String, DriftReport.NumberShift> shifts = new TreeMap<>();
        numbers.forEach((name, both) -> shifts.put(name, both.shift()));
        return shifts;
    }
}
