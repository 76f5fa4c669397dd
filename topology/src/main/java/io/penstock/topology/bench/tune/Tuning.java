package io.penstock.topology.bench.tune;

import io.penstock.engine.EngineProvider;
import io.penstock.topology.bench.load.LoadedPipeline;
import io.penstock.topology.config.PipelineConfig;
import io.penstock.topology.pipeline.BoundStages;
import io.penstock.topology.terminal.StopSignal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the settings with which a pipeline answers the most records within a p99, in bounded time: the engine's own
 * curve says what need not be tried, a coordinate search tries the rest, and the winner is measured once more beside
 * what there was. Used once, by one thread.
 */
public final class Tuning {
    private static final int TRIALS_LEFT = 4;

    private final PipelineConfig config;
    private final double p99Millis;
    private final StopSignal stop;
    private final Consumer<String> out;
    private final Trials trials;
    private final long endNanos;
    private long longestNanos;

    /**
     * A search that has not begun.
     *
     * @param starter starts a pipeline with these settings
     * @param out is told what is tried
     */
    public Tuning(
            PipelineConfig config,
            double p99Millis,
            Duration budget,
            Function<Candidate, LoadedPipeline> starter,
            StopSignal stop,
            Consumer<String> out) {
        this.config = config;
        this.p99Millis = p99Millis;
        this.stop = stop;
        this.out = out;
        this.trials = new PipelineTrials(starter, p99Millis);
        this.endNanos = System.nanoTime() + budget.toNanos();
    }

    /** Searches. */
    public Recommendation run(BoundStages stages, EngineProvider provider, int partitions) {
        int cpus = Runtime.getRuntime().availableProcessors();
        Candidate now = Candidate.of(config);
        Grid all = Grid.of(config, p99Millis, !provider.hasDevices(), cpus, partitions);
        EngineCurve curve = EngineCurve.measure(stages, provider, all, stop);
        Grid grid = curve.prune(all, now, p99Millis);
        out.accept("  " + curve.summary(all, grid));
        Trial start = measure(now, 0);
        CoordinateSearch search = new CoordinateSearch(grid, this::measure, this::hasTime, start);
        Trial best = search.run();
        boolean changed = !best.candidate().equals(now);
        List<Trial> measured = new ArrayList<>();
        Trial startAgain = changed ? again(start, measured) : start;
        Trial bestAgain = changed ? again(best, measured) : start;
        measured.addAll(0, search.trials());
        return recommendation(curve, search, startAgain, best, bestAgain, measured);
    }

    /** For one trial more, and two that end the search. */
    private boolean hasTime() {
        return endNanos - System.nanoTime() > TRIALS_LEFT * longestNanos;
    }

    /** Once more, since what was measured first had the colder JVM. */
    private Trial again(Trial trial, List<Trial> measured) {
        Trial second = measure(trial.candidate(), 0);
        measured.add(second);
        return second;
    }

    private Trial measure(Candidate candidate, double toBeat) {
        stop.check();
        long from = System.nanoTime();
        Trial trial = trials.measure(candidate, toBeat);
        longestNanos = Math.max(longestNanos, System.nanoTime() - from);
        out.accept("  " + candidate + ": " + trial.outcome() + (trial.meets() ? "" : ", p99 missed"));
        return trial;
    }

    private Recommendation recommendation(
            EngineCurve curve,
            CoordinateSearch search,
            Trial start,
            Trial found,
            Trial foundAgain,
            List<Trial> measured) {
        boolean better = foundAgain.isBetterThan(start);
        Trial chosen = better ? foundAgain : start;
        return new Recommendation(
                p99Millis,
                start,
                chosen,
                chosen.meets(),
                ChangedLines.between(start.candidate(), chosen.candidate()),
                new Reasons(p99Millis, search).of(start, better ? foundAgain : null, found),
                curve.points(),
                measured);
    }

    /** Why a recommendation is what it is. */
    private record Reasons(double p99Millis, CoordinateSearch search) {
        List<String> of(Trial start, @Nullable Trial better, Trial best) {
            List<String> reasons = new ArrayList<>();
            reasons.add("as it is: " + start.outcome() + verdict(start));
            if (better != null) {
                reasons.add("with these settings: " + better.outcome() + verdict(better));
            } else if (!best.candidate().equals(start.candidate())) {
                reasons.add("what looked better (" + best.candidate() + ") was not when measured again");
            }
            for (Setting setting : Setting.values()) {
                reasons.add(tried(setting));
            }
            reasons.removeIf(String::isEmpty);
            if (!search.isComplete()) {
                reasons.add("the time was up before all was tried: a longer --budget may find more");
            }
            return reasons;
        }

        private String verdict(Trial trial) {
            return String.format(
                    Locale.ROOT, trial.meets() ? " keeps to %.0f ms" : " does not keep to %.0f ms", p99Millis);
        }

        private String tried(Setting setting) {
            List<String> values = search.trials().stream()
                    .map(trial -> setting.value(trial.candidate()))
                    .distinct()
                    .toList();
            if (values.size() < 2) {
                return "";
            }
            return setting.dotted() + ": " + String.join(", ", values) + " tried";
        }
    }
}
