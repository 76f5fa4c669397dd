package io.penstock.topology.stage.detection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Non-maximum suppression: of boxes of the same class that overlap too much, only the one with the best score stays.
 *
 * @param iouThreshold the largest intersection over union that two boxes of a class may have
 * @param maxCandidates how many of the best boxes of a row take part; what it costs grows with their square
 * @param maxDetections how many boxes of a row stay at most
 */
record Suppression(double iouThreshold, int maxCandidates, int maxDetections) {
    /** The boxes that stay, best score first; of equal ones, the one that was given first. */
    List<Candidate> keep(List<Candidate> candidates) {
        List<Candidate> best = candidates.stream()
                .sorted(Comparator.comparingDouble(Candidate::score).reversed())
                .limit(maxCandidates)
                .toList();
        List<Candidate> kept = new ArrayList<>();
        for (Candidate candidate : best) {
            if (kept.size() == maxDetections) {
                break;
            }
            if (kept.stream().noneMatch(better -> suppresses(better, candidate))) {
                kept.add(candidate);
            }
        }
        return kept;
    }

    private boolean suppresses(Candidate better, Candidate candidate) {
        return better.index() == candidate.index()
                && better.box().intersectionOverUnion(candidate.box()) > iouThreshold;
    }
}
