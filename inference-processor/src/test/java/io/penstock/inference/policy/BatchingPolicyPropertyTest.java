package io.penstock.inference.policy;

import io.penstock.inference.policy.PolicySimulation.Arrival;
import io.penstock.inference.policy.PolicySimulation.Completion;
import io.penstock.inference.policy.PolicySimulation.Flush;
import io.penstock.inference.policy.PolicySimulation.Step;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Whatever arrives and finishes when, the policy keeps its promises; {@link PolicySimulation} says which. */
final class BatchingPolicyPropertyTest {
    private static final int BUCKETS = 3;
    private static final int LARGEST_BATCH = 12;
    private static final long LONGEST_WINDOW = 20;

    /** The limits of a policy and what happens to it. */
    record Scenario(BatchLimits limits, long startNanos, List<Step> steps) {}

    @Property
    void losesDuplicatesAndReordersNothingAndKeepsItsLimits(@ForAll("scenarios") Scenario scenario) {
        new PolicySimulation(scenario.limits(), BUCKETS, scenario.startNanos()).run(scenario.steps());
    }

    @Provide
    Arbitrary<Scenario> scenarios() {
        Arbitrary<Long> starts = Arbitraries.of(0L, -5L, Long.MAX_VALUE - 10, Long.MIN_VALUE + 3);
        return limits().flatMap(limits ->
                Combinators.combine(starts, steps(limits)).as((start, steps) -> new Scenario(limits, start, steps)));
    }

    private static Arbitrary<BatchLimits> limits() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, LARGEST_BATCH),
                        Arbitraries.longs().between(0, LONGEST_WINDOW),
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(1, 4),
                        Arbitraries.longs().between(0, 4L * LARGEST_BATCH),
                        Arbitraries.longs().between(1, 200))
                .as((maxRows, window, eager, sessions, more, bytes) ->
                        new BatchLimits(maxRows, window, eager, sessions, maxRows + more, bytes));
    }

    private static Arbitrary<List<Step>> steps(BatchLimits limits) {
        Arbitrary<Long> gaps = Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.just(0L)),
                Tuple.of(3, Arbitraries.longs().between(1, 3)),
                Tuple.of(1, Arbitraries.longs().between(4, 2 * LONGEST_WINDOW)));
        Arbitrary<Step> arrivals = Combinators.combine(
                        gaps,
                        Arbitraries.integers().between(0, BUCKETS - 1),
                        Arbitraries.integers().between(1, limits.maxRows()),
                        Arbitraries.longs().between(0, 100))
                .as(Arrival::new);
        Arbitrary<Step> completions =
                Combinators.combine(gaps, Arbitraries.integers().between(0, 20)).as(Completion::new);
        Arbitrary<Step> flushes = gaps.map(Flush::new);
        return Arbitraries.frequencyOf(Tuple.of(8, arrivals), Tuple.of(4, completions), Tuple.of(1, flushes))
                .list()
                .ofMaxSize(120);
    }
}
