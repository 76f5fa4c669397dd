package io.penstock.topology.bench.tune;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CoordinateSearchTest {
    private static final Duration COMMIT = Duration.ofMillis(500);
    private static final Grid GRID = new Grid(
            List.of(Duration.ofMillis(1), Duration.ofMillis(5), Duration.ofMillis(20)),
            List.of(16, 32, 64, 128, 256),
            List.of(1, 2, 3),
            List.of(1, 2, 4),
            List.of(COMMIT));
    private static final Candidate START = new Candidate(Duration.ofMillis(5), 32, 1, 1, COMMIT);

    /** More batch is faster up to 128, a second session helps, more threads do not; a longer window misses the target. */
    private static Trial hill(Candidate candidate) {
        double rate = 1_000.0 * Math.min(candidate.maxBatch(), 128) * (candidate.sessions() >= 2 ? 1.5 : 1);
        double p99 = 2 * candidate.window().toMillis() + candidate.maxBatch() / 8.0;
        return CandidateTrials.trial(candidate, rate, p99, p99 <= 30);
    }

    private static CoordinateSearch search(CandidateTrials trials, int most) {
        return new CoordinateSearch(GRID, trials, () -> trials.measured().size() < most, hill(START));
    }

    @Test
    void climbsToTheBest() {
        CandidateTrials trials = new CandidateTrials(CoordinateSearchTest::hill);
        CoordinateSearch search = search(trials, 100);

        Trial best = search.run();

        assertThat(best.candidate()).isEqualTo(new Candidate(Duration.ofMillis(5), 128, 2, 1, COMMIT));
        assertThat(search.isComplete()).isTrue();
    }

    @Test
    void measuresNoCandidateTwice() {
        CandidateTrials trials = new CandidateTrials(CoordinateSearchTest::hill);

        search(trials, 100).run();

        assertThat(trials.measured()).doesNotHaveDuplicates().doesNotContain(START);
    }

    @Test
    void keepsTheBestSoFarWhenItsTimeIsUp() {
        CandidateTrials trials = new CandidateTrials(CoordinateSearchTest::hill);
        CoordinateSearch search = search(trials, 1);

        assertThat(search.run().candidate().maxBatch()).isEqualTo(64);
        assertThat(search.isComplete()).isFalse();
        assertThat(search.trials()).hasSize(2);
    }

    @Test
    void lowersLatencyFirstWhereNothingKeepsToTheTarget() {
        CandidateTrials trials = new CandidateTrials(candidate -> CandidateTrials.trial(
                candidate,
                1_000.0 * candidate.maxBatch(),
                100.0 + candidate.window().toMillis() * 10,
                false));
        CoordinateSearch search =
                new CoordinateSearch(GRID, trials, () -> true, CandidateTrials.trial(START, 32_000, 150, false));

        assertThat(search.run().candidate().window()).isEqualTo(Duration.ofMillis(1));
    }

    @Test
    void takesDifferencesThatChanceExplainsForNone() {
        Trial start = CandidateTrials.trial(START, 1_000, 10, true);

        assertThat(CandidateTrials.trial(START, 1_029, 10, true).isBetterThan(start))
                .isFalse();
        assertThat(CandidateTrials.trial(START, 1_031, 10, true).isBetterThan(start))
                .isTrue();
        assertThat(CandidateTrials.trial(START, 5_000, 90, false).isBetterThan(start))
                .isFalse();
    }
}
