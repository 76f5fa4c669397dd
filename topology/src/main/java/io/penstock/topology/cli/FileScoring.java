package io.penstock.topology.cli;

import io.penstock.inference.batching.BatchListener;
import io.penstock.schema.serde.PenstockSerdes;
import io.penstock.topology.config.PipelineConfig;
import io.penstock.topology.engine.Backends;
import io.penstock.topology.engine.RunningModel;
import io.penstock.topology.pipeline.BoundStages;
import io.penstock.topology.score.AnswerCells;
import io.penstock.topology.score.Counts;
import io.penstock.topology.score.LocalScorer;
import io.penstock.topology.score.OutputFolder;
import io.penstock.topology.score.RowScorer;
import io.penstock.topology.score.ScoreInput;
import io.penstock.topology.score.ScoreRun;
import io.penstock.topology.score.ScoreSettings;
import io.penstock.topology.score.topic.Clients;
import io.penstock.topology.score.topic.TopicScorer;
import io.penstock.topology.stage.Stages;
import io.penstock.topology.terminal.StopSignal;
import io.penstock.topology.terminal.StoppedException;
import io.penstock.topology.terminal.Table;
import io.penstock.topology.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code penstock score}: the rows of files, scored in this process or through the topics of the pipeline that runs. */
final class FileScoring {
    private final Terminal terminal;
    private final StopSignal stop;
    private final ScoreOptions options;
    private final ScoreRun.Plan plan;

    FileScoring(Terminal terminal, StopSignal stop, ScoreOptions options, List<ScoreInput> inputs) {
        this.terminal = terminal;
        this.stop = stop;
        this.options = options;
        this.plan = new ScoreRun.Plan(inputs, options.format(), options.partRows());
    }

    /** Scores what is left to do. */
    void run(Path pipeline) throws IOException, InterruptedException {
        if (options.local()) {
            here(PipelineConfig.load(pipeline));
        } else {
            Logging.ofClient();
            throughTopics(Addresses.read(pipeline));
        }
    }

    private void here(PipelineConfig config) throws IOException, InterruptedException {
        BoundStages stages = BoundStages.of(config, Stages.load());
        try (RunningModel running =
                RunningModel.start(stages.model(), stages.infer(), Backends.load(), BatchListener.NONE)) {
            run(config, new LocalScorer(stages, running, new AnswerCells(options.prefix())));
        }
    }

    private void throughTopics(PipelineConfig config) throws IOException, InterruptedException {
        Map<String, String> registry = config.registry().serdeProperties();
        Addresses addresses = new Addresses(config, config.kafka(), registry);
        Clients clients = new Clients(
                addresses.producer(),
                addresses.consumer(),
                PenstockSerdes.configuredWith(registry),
                config.input().topic(),
                config.output().topic(),
                config.deadLetters().topic());
        try (Broker broker = new Broker(addresses)) {
            PipelineTopic.of(config).forEach(topic -> broker.requireTopic(topic.name()));
        }
        if (config.input().batchTopic().isEmpty()) {
            terminal.say("The pipeline has no input.batchTopic: online requests queue behind these rows.");
        }
        terminal.say("Rows go to %s, answers come from %s."
                .formatted(config.input().topic(), config.output().topic()));
        try (TopicScorer scorer = new TopicScorer(clients, new AnswerCells(options.prefix()), options.timeout())) {
            run(config, scorer);
        }
    }

    private void run(PipelineConfig config, RowScorer scorer) throws IOException, InterruptedException {
        ScoreSettings settings = ScoreSettings.of(config, plan, options.prefix());
        try (OutputFolder folder = OutputFolder.open(options.output(), settings.values(), options.restart())) {
            folder.computedBy(scorer.model());
            if (folder.isComplete()) {
                terminal.say("All is scored already; --restart scores it again.");
                report(folder, folder.counts(), "");
                return;
            }
            long before = folder.counts().rows();
            if (before > 0) {
                terminal.say("Going on after " + Counted.of(before, "row") + ".");
            }
            long start = System.nanoTime();
            Counts counts = score(folder, scorer);
            double seconds = (System.nanoTime() - start) / 1e9;
            String rate = String.format(Locale.ROOT, "%,.0f rows/s", (counts.rows() - before) / seconds);
            report(folder, counts, String.format(Locale.ROOT, "%.1f s, %s", seconds, rate));
        }
    }

    private Counts score(OutputFolder folder, RowScorer scorer) throws IOException, InterruptedException {
        try (ScoreProgress progress = ScoreProgress.of(plan.inputs(), terminal, stop, whileSilent())) {
            return new ScoreRun(plan, folder, scorer, progress).run();
        } catch (StoppedException e) {
            terminal.say(Counted.of(folder.counts().rows(), "row") + " kept in " + options.output()
                    + "; the same command goes on from there.");
            throw e;
        }
    }

    private String whileSilent() {
        return options.local()
                ? ""
                : "No answer for 10 s: does the pipeline run? This waits for %s (--timeout)."
                        .formatted(Durations.text(options.timeout()));
    }

    private void report(OutputFolder folder, Counts counts, String time) {
        Path output = options.output();
        Table.ofFigures()
                .row("rows", figure(counts.rows()), time)
                .row("scored", figure(counts.scored()), counts.scored() == 0 ? "" : output + "/part-*")
                .row("rejected", figure(counts.rejected()), counts.rejected() == 0 ? "" : output + "/_rejected-*.jsonl")
                .lines(terminal.outStyle())
                .forEach(terminal::print);
        if (!folder.computedBy().isEmpty()) {
            terminal.print("computed by " + folder.computedBy());
        }
    }

    private static String figure(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
