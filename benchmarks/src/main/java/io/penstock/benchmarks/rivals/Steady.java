package io.penstock.benchmarks.rivals;

import java.util.Arrays;
import java.util.List;

/**
 * The part of a round that counts: from 20 to 90 % of its answers.
 *
 * @param seconds how long it lasted
 * @param recordsPerSecond the answers a second
 * @param cpuMicros CPU time for one answer
 * @param allocatedBytes bytes allocated on the heap for one answer
 */
record Steady(double seconds, double recordsPerSecond, double cpuMicros, double allocatedBytes) {
    private static final double FROM = 0.2;
    private static final double TO = 0.9;

    /**
     * Of a round.
     *
     * @param appendedMillis when the broker took each answer, growing
     * @param observations what was used when, at least two
     * @throws IllegalStateException if no two observations lie within what was answered
     */
    static Steady of(long[] appendedMillis, List<Observation> observations) {
        List<Observation> within = observations.stream()
                .filter(each -> {
                    int answered = answered(appendedMillis, each.epochMillis());
                    return answered >= FROM * appendedMillis.length && answered <= TO * appendedMillis.length;
                })
                .toList();
        List<Observation> taken = within.size() > 1 ? within : observations;
        Observation first = taken.get(0);
        Observation last = taken.get(taken.size() - 1);
        double records = answered(appendedMillis, last.epochMillis()) - answered(appendedMillis, first.epochMillis());
        if (records <= 0) {
            throw new IllegalStateException(
                    "the round was too short: answers=" + appendedMillis.length + "; give it more --seconds");
        }
        double seconds = (last.epochMillis() - first.epochMillis()) / 1e3;
        return new Steady(
                seconds,
                records / seconds,
                (last.cpuNanos() - first.cpuNanos()) / 1e3 / records,
                (last.allocatedBytes() - first.allocatedBytes()) / records);
    }

    /** How many answers the broker had taken by then. */
    private static int answered(long[] appendedMillis, long epochMillis) {
        int found = Arrays.binarySearch(appendedMillis, epochMillis + 1);
        if (found < 0) {
            return -found - 1;
        }
        int first = found;
        while (first > 0 && appendedMillis[first - 1] == appendedMillis[first]) {
            first--;
        }
        return first;
    }
}
