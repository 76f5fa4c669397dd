package io.penstock.topology.bench;

import io.penstock.topology.bench.load.LoadPoint;
import io.penstock.topology.bench.load.LoadedPipeline;
import io.penstock.topology.bench.load.PipelineSource;
import io.penstock.topology.bench.load.StepTimes;
import io.penstock.topology.bench.load.Venue;
import io.penstock.topology.bench.tune.Candidate;
import io.penstock.topology.bench.tune.Recommendation;
import io.penstock.topology.bench.tune.Tuning;
import io.penstock.topology.config.PipelineConfig;
import io.penstock.topology.config.StageName;
import io.penstock.topology.engine.Backends;
import io.penstock.topology.pipeline.BoundStages;
import io.penstock.topology.stage.Stages;
import io.penstock.topology.terminal.Progress;
import io.penstock.topology.terminal.StopSignal;
import io.penstock.topology.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Measures one pipeline: its saturation, a sweep of arrival rates, and settings for a latency. What has been measured can
 * be had at any time, also after it was stopped. Used once, by one thread.
 */
public final class PipelineBench {
    private final BenchSettings settings;
    private final Supplier<Venue> venues;
    private final Terminal terminal;
    private final StopSignal stop;
    private final PipelineConfig config;
    private final BoundStages stages;
    private final LoadTable table;
    private final List<LoadPoint> points = new ArrayList<>();
    private String engine = "";
    private @Nullable LoadPoint saturation;
    private @Nullable Recommendation recommendation;

    /**
     * A bench that has not begun.
     *
     * @param venues starts where it is measured
     * @throws io.penstock.topology.config.ConfigException listing every problem of the pipeline
     */
    public PipelineBench(BenchSettings settings, Supplier<Venue> venues, Terminal terminal, StopSignal stop) {
        this.settings = settings;
        this.venues = venues;
        this.terminal = terminal;
        this.stop = stop;
        this.config = settings.source().config();
        this.stages = BoundStages.of(config, Stages.load());
        this.table = new LoadTable(terminal.outStyle());
    }

    /**
     * Runs it, and prints each figure as soon as it is there.
     *
     * @throws io.penstock.PenstockException if the pipeline fails or answers nothing
     * @throws io.penstock.topology.terminal.StoppedException if it was stopped
     */
    public void run() {
        terminal.say("Starting what the pipeline needs");
        try (Venue venue = venues.get()) {
            stop.check();
            try (LoadedPipeline pipeline = start(venue, settings.source())) {
                sweep(pipeline, venue);
            }
            tune(venue);
        }
    }

    private LoadedPipeline start(Venue venue, PipelineSource source) {
        return LoadedPipeline.start(venue, source, settings.partitions(), settings.pool(), stop);
    }

    private void sweep(LoadedPipeline pipeline, Venue venue) {
        engine = pipeline.engine();
        describe(venue);
        LoadPoint fastest = saturate(pipeline);
        saturation = fastest;
        table.header().forEach(terminal::print);
        terminal.print(table.saturation(fastest));
        for (double rate : rates(fastest.perSecond())) {
            LoadPoint point = offer(pipeline, rate);
            points.add(point);
            terminal.print(table.row(point, fastest.perSecond()));
            if (!point.sustained()) {
                terminal.say("It falls behind at this rate; higher ones are left out.");
                break;
            }
        }
        pipeline.deadLetterReason()
                .ifPresent(reason -> terminal.say("Some requests became dead letters, the first: " + reason));
    }

    private void describe(Venue venue) {
        terminal.print("pipeline  %s, %s, %s"
                .formatted(config.name(), Candidate.of(config), config.run().guarantee()));
        terminal.print("engine    " + (engine.isEmpty() ? "none here" : engine));
        terminal.print("broker    " + venue.name() + ", " + settings.partitions() + " partitions");
        terminal.print("requests  " + settings.requests());
        terminal.print("");
    }

    private LoadPoint saturate(LoadedPipeline pipeline) {
        try (Progress progress = terminal.progress("saturation, and warming up", -1)) {
            return pipeline.saturate(settings.times(), progress);
        }
    }

    private LoadPoint offer(LoadedPipeline pipeline, double rate) {
        StepTimes times = settings.times().afterwards();
        double seconds = times.warmUp().plus(times.measured()).toNanos() / 1e9;
        String task = String.format(Locale.ROOT, "%,.0f/s", rate);
        try (Progress progress = terminal.progress(task, Math.round(rate * seconds))) {
            return pipeline.offer(rate, times, progress);
        }
    }

    private List<Double> rates(double saturated) {
        return settings.rates().isEmpty()
                ? settings.percents().stream()
                        .map(percent -> percent / 100 * saturated)
                        .toList()
                : settings.rates();
    }

    private void tune(Venue venue) {
        Optional<Double> target = settings.p99Millis();
        if (target.isEmpty() || !config.runs(StageName.INFER)) {
            return;
        }
        terminal.print("");
        terminal.print("Looking for settings for a p99 of %.0f ms, for %d s at the most:"
                .formatted(target.get(), settings.budget().toSeconds()));
        Tuning tuning = new Tuning(
                config,
                target.get(),
                settings.budget(),
                candidate -> start(
                        venue,
                        settings.source().with(candidate.in(settings.source().text()))),
                stop,
                terminal::print);
        Recommendation found = tuning.run(
                stages, Backends.load().choose(stages.infer().backend()).provider(), settings.partitions());
        recommendation = found;
        RecommendationLines.of(found, terminal.outStyle()).forEach(terminal::print);
    }

    /** What has been measured so far; empty before the first figure. */
    public Optional<BenchReport> report() {
        LoadPoint fastest = saturation;
        return fastest == null
                ? Optional.empty()
                : Optional.of(BenchReport.of(settings, config, engine, fastest, points, recommendation));
    }
}
