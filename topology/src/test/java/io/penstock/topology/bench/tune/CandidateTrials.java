package io.penstock.topology.bench.tune;

import io.penstock.topology.bench.load.LatencySummary;
import io.penstock.topology.bench.load.LoadPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Trials that a test computes, and remembers. */
final class CandidateTrials implements Trials {
    private final Function<Candidate, Trial> outcome;
    private final List<Candidate> measured = new ArrayList<>();

    CandidateTrials(Function<Candidate, Trial> outcome) {
        this.outcome = outcome;
    }

    List<Candidate> measured() {
        return measured;
    }

    @Override
    public Trial measure(Candidate candidate, double toBeat) {
        measured.add(candidate);
        return outcome.apply(candidate);
    }

    static Trial trial(Candidate candidate, double perSecond, double p99Millis, boolean meets) {
        LatencySummary latency = new LatencySummary(10_000, p99Millis / 2, p99Millis, p99Millis, p99Millis);
        LoadPoint point = new LoadPoint(perSecond, perSecond, latency, 8, 0.5, 10, 0, true);
        return new Trial(candidate, perSecond / 0.9, point, meets);
    }
}
