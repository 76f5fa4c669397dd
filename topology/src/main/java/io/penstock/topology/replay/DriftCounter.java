package io.penstock.topology.replay;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.avro.specific.SpecificRecord;

/** Counts differences as they come, in memory that does not grow with them. Belongs to one thread. */
final class DriftCounter {
    private static final Comparator<DriftReport.Drifted> LEAST_FIRST = Comparator.comparing(
                    (DriftReport.Drifted each) -> !each.difference().agrees())
            .thenComparing(each -> each.difference().absolute())
            .thenComparing(DriftReport.Drifted::id, Comparator.reverseOrder());

    private final int mostWorst;
    private final PriorityQueue<DriftReport.Drifted> worst = new PriorityQueue<>(LEAST_FIRST);
    private final SpreadCounter absolute = new SpreadCounter();
    private final SpreadCounter relative = new SpreadCounter();
    private final ShiftCounter shifts = new ShiftCounter();
    private long compared;
    private long agreed;

    DriftCounter(int mostWorst) {
        this.mostWorst = mostWorst;
    }

    void count(DriftReport.Drifted drifted, SpecificRecord recorded, SpecificRecord replayed) {
        Difference difference = drifted.difference();
        compared++;
        agreed += difference.agrees() ? 1 : 0;
        absolute.add(difference.absolute());
        relative.add(difference.relative());
        if (!difference.agrees() || difference.absolute() > 0) {
            worst.add(drifted);
        }
        if (worst.size() > mostWorst) {
            worst.remove();
        }
        shifts.count(recorded, replayed);
    }

    long compared() {
        return compared;
    }

    long agreed() {
        return agreed;
    }

    Spread absolute() {
        return absolute.spread();
    }

    Spread relative() {
        return relative.spread();
    }

    ShiftCounter shifts() {
        return shifts;
    }

    /** The worst, worst first. */
    List<DriftReport.Drifted> worst() {
        return worst.stream().sorted(LEAST_FIRST.reversed()).toList();
    }
}
