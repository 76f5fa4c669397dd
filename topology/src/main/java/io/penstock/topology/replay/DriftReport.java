package io.penstock.topology.replay;

import java.util.List;
import java.util.SortedMap;

/**
 * How the answers of one model version differ from the recorded ones.
 *
 * @param model the model's name
 * @param version the version that was replayed
 * @param recordedVersions how many of the recorded results are of which version
 * @param requests the requests in the range
 * @param compared those that have both answers
 * @param agreed those of them whose answers agree
 * @param withoutResult those without a recorded result: dead letters, and what is not answered yet
 * @param refused those that are refused now, by reason
 * @param ambiguous the ids that several requests of the range have: none of them is compared
 * @param unreadable records that are no requests, and recorded results that cannot be read
 * @param absolute the distribution of the largest difference in each answer
 * @param relative the same, as a fraction of the recorded number; all 0 where answers are scores
 * @param classes how often each class was the best, or was found; empty unless the answers are classes or objects
 * @param numbers what each value or tensor is like; empty unless the answers are numbers
 * @param worst the records that differ most: those that disagree first, then by their difference
 */
public record DriftReport(
        String model,
        String version,
        SortedMap<String, Long> recordedVersions,
        long requests,
        long compared,
        long agreed,
        long withoutResult,
        SortedMap<String, Long> refused,
        long ambiguous,
        long unreadable,
        Spread absolute,
        Spread relative,
        SortedMap<String, Shift> classes,
        SortedMap<String, NumberShift> numbers,
        List<Drifted> worst) {
    public DriftReport {
        worst = List.copyOf(worst);
    }

    /**
     * How often a class was the best, or an object of it was found.
     *
     * @param recorded among the recorded results
     * @param replayed among the new ones
     */
    public record Shift(long recorded, long replayed) {
        Shift plus(Shift other) {
            return new Shift(recorded + other.recorded, replayed + other.replayed);
        }
    }

    /**
     * The numbers of one name, over all compared answers.
     *
     * @param recorded in the recorded results
     * @param replayed in the new ones
     */
    public record NumberShift(Moments recorded, Moments replayed) {}

    /**
     * A record with two answers.
     *
     * @param id the request's id
     * @param partition where the request is
     * @param offset where the request is
     * @param difference how its answers differ
     */
    public record Drifted(String id, int partition, long offset, Difference difference) {}

    /** The fraction of compared records that agree; 1 if there are none. */
    public double agreement() {
        return compared == 0 ? 1 : (double) agreed / compared;
    }
}
