package io.penstock.benchmarks.pipeline;

import java.util.ArrayList;
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

    /**
     * The CPU time of an answer, in microseconds; over all of the run, if it was too short to leave anything out. Commits
     * come in jumps, and between two of them CPU is spent on what is not committed yet, so it is counted from jump to jump.
     */
    static double cpuMicros(List<Observation> observations) {
        Span span = span(observations);
        return span.last().cpuMicrosPerAnswerSince(span.first());
    }

    /** How many sessions of the engine computed, in the mean, over the same part. */
    static double sessionsComputing(List<Observation> observations) {
        Span span = span(observations);
        return span.last().sessionsComputingSince(span.first());
    }

    private record Span(Observation first, Observation last) {}

    private static Span span(List<Observation> observations) {
        List<Observation> jumps = jumps(observations);
        long all = observations.get(observations.size() - 1).committed();
        List<Observation> steady = jumps.stream()
                .filter(each -> each.committed() >= FROM * all && each.committed() <= TO * all)
                .toList();
        List<Observation> taken = steady.size() > 1 ? steady : jumps;
        return new Span(taken.get(0), taken.get(taken.size() - 1));
    }

    private static List<Observation> jumps(List<Observation> observations) {
        List<Observation> jumps = new ArrayList<>();
        for (Observation each : observations) {
            if (jumps.isEmpty()
                    || each.committed() > jumps.get(jumps.size() - 1).committed()) {
                jumps.add(each);
            }
        }
        return jumps;
    }
}
