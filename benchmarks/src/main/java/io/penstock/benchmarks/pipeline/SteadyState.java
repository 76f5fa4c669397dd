package io.penstock.benchmarks.pipeline;

import java.util.Arrays;
import java.util.List;

/** The part of a run that counts: from 20 to 90 % of its answers, without its start and its end. */
final class SteadyState {
    private static final double FROM = 0.2;
    private static final double TO = 0.9;

    private SteadyState() {}

    /**
     * Answers a second.
     *
     * @param appendedMillis when the broker has taken each answer, in any order
     */
    static double perSecond(long[] appendedMillis) {
        long[] sorted = appendedMillis.clone();
        Arrays.sort(sorted);
        int from = (int) (FROM * (sorted.length - 1));
        int to = (int) (TO * (sorted.length - 1));
        // the broker's clock counts milliseconds
        return (to - from) * 1e3 / Math.max(1, sorted[to] - sorted[from]);
    }

    /** How long it lasted, in seconds. */
    static double seconds(long[] appendedMillis) {
        long[] sorted = appendedMillis.clone();
        Arrays.sort(sorted);
        return (sorted[(int) (TO * (sorted.length - 1))] - sorted[(int) (FROM * (sorted.length - 1))]) / 1e3;
    }

    /** The CPU time of an answer, in microseconds; over all of the run, if it was too short to leave anything out. */
    static double cpuMicros(List<Observation> observations) {
        long all = observations.get(observations.size() - 1).committed();
        List<Observation> steady = observations.stream()
                .filter(each -> each.committed() >= FROM * all && each.committed() <= TO * all)
                .toList();
        boolean progressed =
                steady.stream().map(Observation::committed).distinct().count() > 1;
        List<Observation> taken = progressed ? steady : observations;
        Observation first = taken.get(0);
        Observation last = taken.get(taken.size() - 1);
        return (last.cpuNanos() - first.cpuNanos()) / 1e3 / Math.max(1, last.committed() - first.committed());
    }
}
