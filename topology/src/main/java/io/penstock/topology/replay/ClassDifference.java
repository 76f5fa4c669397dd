package io.penstock.topology.replay;

import io.penstock.schema.ClassifiedRow;
import io.penstock.schema.ScoredClass;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Compares classes: they agree if every row has the same best one. A class that one list has alone counts fully. */
final class ClassDifference {
    static final String NONE = "none";

    private ClassDifference() {}

    static Difference of(List<ClassifiedRow> recorded, List<ClassifiedRow> replayed) {
        if (recorded.size() != replayed.size()) {
            return Difference.incomparable(recorded.size() + " rows", replayed.size() + " rows");
        }
        boolean agrees = true;
        double largest = 0;
        int worst = 0;
        for (int row = 0; row < recorded.size(); row++) {
            double by = scores(recorded.get(row), replayed.get(row));
            boolean same = best(recorded.get(row)).equals(best(replayed.get(row)));
            if (by > largest || (agrees && !same)) {
                worst = row;
            }
            agrees &= same;
            largest = Math.max(largest, by);
        }
        return recorded.isEmpty()
                ? new Difference(true, 0, 0, NONE, NONE)
                : new Difference(agrees, largest, 0, best(recorded.get(worst)), best(replayed.get(worst)));
    }

    /** The best class's name, or its index; {@link #NONE} if it has none. */
    static String best(ClassifiedRow row) {
        return row.getClasses().isEmpty() ? NONE : name(row.getClasses().get(0));
    }

    private static String name(ScoredClass scored) {
        return scored.getLabel().isEmpty() ? "#" + scored.getIndex() : scored.getLabel();
    }

    private static double scores(ClassifiedRow recorded, ClassifiedRow replayed) {
        Map<Integer, Double> by = new HashMap<>();
        recorded.getClasses().forEach(each -> by.merge(each.getIndex(), (double) each.getScore(), Double::sum));
        replayed.getClasses().forEach(each -> by.merge(each.getIndex(), -(double) each.getScore(), Double::sum));
        return by.values().stream().mapToDouble(Math::abs).max().orElse(0);
    }
}
