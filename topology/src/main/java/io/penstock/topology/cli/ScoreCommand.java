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
import io.penstock.topology.score.ScoreInputs;
import io.penstock.topology.score.ScoreRun;
import io.penstock.topology.score.ScoreSettings;
import io.penstock.topology.score.format.Format;
import io.penstock.topology.score.topic.Clients;
import io.penstock.topology.score.topic.TopicScorer;
import io.penstock.topology.stage.Stages;
import io.penstock.topology.terminal.StopSignal;
import io.penstock.topology.terminal.StoppedException;
import io.penstock.topology.terminal.Table;
import io.penstock.topology.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code penstock score}. */
@Command(
        name = "score",
        mixinStandardHelpOptions = true,
        description = {
            "Scores the rows of files offline.",
            "",
            "Each row goes through the pipeline's stages as a request does, its columns as the fields of a JSON object,"
                    + " so that one pipeline.yaml serves a topic and a table. The output has the rows in the order of the"
                    + " input with their own columns and those of the scores: prediction, score and scores of a"
                    + " classification, the values of a regression, the outputs of a model.",
            "",
            "The output folder gets part-00000.csv and so on, each of one input and of --part-rows rows at the most;"
                    + " _rejected-00000.jsonl with the rows of that part that have no scores, and why; and at the end"
                    + " _SUCCESS. A part is there whole or not at all. A run that was killed or interrupted goes on where"
                    + " it was when the same command is given again: every row once. With another model, other settings"
                    + " or a changed input it is refused; --restart begins anew."
        },
        footer = {
            "",
            "Examples:",
            "  penstock score -f pipeline.yaml --input data/*.csv --output scores/ --local",
            "  penstock score -f pipeline.yaml --input data.parquet --output scores/",
            "  penstock score -f pipeline.yaml --input photos/ --output scores/ --local --format json"
        },
        sortOptions = false)
final class ScoreCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final StopSignal stop;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private PipelineFile file = new PipelineFile();

    @Option(
            names = "--input",
            paramLabel = "PATH",
            arity = "1..*",
            required = true,
            description =
                    "Tables (.csv, .tsv, .jsonl, .avro, .parquet), folders of tables, folders of images; also patterns in quotes.")
    private List<String> inputs = List.of();

    @Option(
            names = "--output",
            paramLabel = "FOLDER",
            required = true,
            description = "Where the parts go: a new folder, or that of a run that shall go on.")
    private Path output = Path.of("");

    @Option(
            names = "--local",
            description =
                    "Load the model in this process and compute at full rate, without Kafka. Default: send the rows"
                            + " through the topics to the pipeline that runs, and wait for every result or dead letter.")
    private boolean local;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "What to write: ${COMPLETION-CANDIDATES}. Default: the input's; csv for images.")
    private @Nullable Format format;

    @Option(
            names = "--part-rows",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "The most rows of a part, and what is done again after a kill. Default: ${DEFAULT-VALUE}.")
    private long partRows;

    @Option(
            names = "--prefix",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "The beginning of the names of the scores' columns. Default: none.")
    private String prefix = "";

    @Option(names = "--restart", description = "Begin anew, and delete the scores that the output folder has.")
    private boolean restart;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            converter = Durations.class,
            defaultValue = "5m",
            description = "Without --local: give up if no answer comes for so long. Default: ${DEFAULT-VALUE}.")
    private Duration timeout = Duration.ofMinutes(5);

    ScoreCommand(Terminal terminal, StopSignal stop) {
        this.terminal = terminal;
        this.stop = stop;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (partRows < 1) {
            throw new ParameterException(spec.commandLine(), "--part-rows must be at least 1, is " + partRows);
        }
        List<ScoreInput> found = found();
        ScoreRun.Plan plan = new ScoreRun.Plan(found, Optional.ofNullable(format), partRows);
        return local ? scoreHere(plan) : scoreThroughTopics(plan);
    }

    private int scoreHere(ScoreRun.Plan plan) throws IOException, InterruptedException {
        PipelineConfig config = PipelineConfig.load(file.path());
        BoundStages stages = BoundStages.of(config, Stages.load());
        try (RunningModel running =
                RunningModel.start(stages.model(), stages.infer(), Backends.load(), BatchListener.NONE)) {
            RowScorer scorer = new LocalScorer(stages, running, new AnswerCells(prefix));
            return run(plan, ScoreSettings.of(config, plan, prefix), scorer);
        }
    }

    private int scoreThroughTopics(ScoreRun.Plan plan) throws IOException, InterruptedException {
        Logging.ofClient();
        PipelineConfig config = Addresses.read(file.path());
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
        try (TopicScorer scorer = new TopicScorer(clients, new AnswerCells(prefix), timeout)) {
            return run(plan, ScoreSettings.of(config, plan, prefix), scorer);
        }
    }

    private List<ScoreInput> found() throws IOException {
        try {
            return ScoreInputs.find(inputs);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
        }
    }

    private int run(ScoreRun.Plan plan, ScoreSettings settings, RowScorer scorer)
            throws IOException, InterruptedException {
        try (OutputFolder folder = OutputFolder.open(output, settings.values(), restart)) {
            folder.computedBy(scorer.model());
            if (folder.isComplete()) {
                terminal.say("All is scored already; --restart scores it again.");
                return report(folder.counts(), folder.computedBy(), "");
            }
            long before = folder.counts().rows();
            if (before > 0) {
                terminal.say("Going on after " + Counted.of(before, "row") + ".");
            }
            long start = System.nanoTime();
            Counts counts = score(plan, folder, scorer);
            double seconds = (System.nanoTime() - start) / 1e9;
            String rate = String.format(Locale.ROOT, "%,.0f rows/s", (counts.rows() - before) / seconds);
            return report(counts, folder.computedBy(), String.format(Locale.ROOT, "%.1f s, %s", seconds, rate));
        }
    }

    private Counts score(ScoreRun.Plan plan, OutputFolder folder, RowScorer scorer)
            throws IOException, InterruptedException {
        try (ScoreProgress progress = ScoreProgress.of(plan.inputs(), terminal, stop)) {
            return new ScoreRun(plan, folder, scorer, progress).run();
        } catch (StoppedException e) {
            terminal.say(Counted.of(folder.counts().rows(), "row") + " kept; the same command goes on from there.");
            throw e;
        }
    }

    private int report(Counts counts, String computedBy, String time) {
        Table.ofFigures()
                .row("rows", figure(counts.rows()), time)
                .row("scored", figure(counts.scored()), output + "/part-*")
                .row("rejected", figure(counts.rejected()), counts.rejected() == 0 ? "" : output + "/_rejected-*.jsonl")
                .lines(terminal.outStyle())
                .forEach(terminal::print);
        if (!computedBy.isEmpty()) {
            terminal.print("computed by " + computedBy);
        }
        return ExitCodes.OK;
    }

    private static String figure(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
