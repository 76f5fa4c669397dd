package io.penstock.topology.cli;

import io.penstock.topology.config.InferConfig;
import io.penstock.topology.config.Precision;
import io.penstock.topology.demo.recommendation.RecommendationDemo;
import io.penstock.topology.demo.recommendation.RecommendationDemoOptions;
import io.penstock.topology.demo.recommendation.RecommendationJson;
import io.penstock.topology.demo.recommendation.RecommendationSummary;
import io.penstock.topology.demo.recommendation.RecommendationTable;
import io.penstock.topology.demo.report.RecommendationPage;
import io.penstock.topology.terminal.StopSignal;
import io.penstock.topology.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code penstock demo recommendation}. */
@Command(
        name = "recommendation",
        mixinStandardHelpOptions = true,
        description = {
            "Recommends items in reaction to the events of a simulated shop and reports how good that was.",
            "",
            "Starts a Kafka broker and a schema registry on 127.0.0.1 and a pipeline that keeps every user's history and"
                    + " ranks candidates after every event; shows some users, their last events and what is recommended"
                    + " to them; and compares the recommendations with popularity and with the best there are, which the"
                    + " simulator knows, in figures here and in recommendation.html."
        },
        footer = {
            "",
            "Examples:",
            "  penstock demo recommendation",
            "  penstock demo recommendation --events 20000",
            "  penstock demo recommendation --backend tensorrt --candidates 500 --threads 8 --json figures.json"
        },
        sortOptions = false)
final class RecommendationDemoCommand implements Callable<Integer> {
    private static final int MOST_CANDIDATES = 1_000;
    private static final int MOST_THREADS = 64;
    private static final List<Precision> PRECISIONS =
            List.of(Precision.FP32, Precision.TF32, Precision.FP16, Precision.BF16);

    private final Terminal terminal;
    private final StopSignal stop;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--events",
            paramLabel = "N",
            defaultValue = "6000",
            description = "How many events to send. Default: ${DEFAULT-VALUE}.")
    private int events;

    @Option(
            names = "--candidates",
            paramLabel = "N",
            defaultValue = "100",
            description = "How many candidates to rank for each event, at most. Default: ${DEFAULT-VALUE}.")
    private int candidates;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "2",
            description = "StreamThreads of the pipeline, and partitions of its topics. Default: ${DEFAULT-VALUE}.")
    private int threads;

    @Option(
            names = "--backend",
            paramLabel = "NAME",
            defaultValue = InferConfig.AUTO,
            description = "onnxruntime, tensorrt or auto: TensorRT where a GPU answers. Default: ${DEFAULT-VALUE}.")
    private String backend = InferConfig.AUTO;

    @Option(
            names = "--precision",
            paramLabel = "PRECISION",
            defaultValue = "fp32",
            description = "What a GPU computes in: fp32, tf32, fp16 or bf16. Default: ${DEFAULT-VALUE}.")
    private String precision = "fp32";

    @Option(
            names = "--plans",
            paramLabel = "FOLDER",
            defaultValue = "plans",
            description = "The plans of GPUs; the one needed is built if it is not there. Default: ${DEFAULT-VALUE}.")
    private Path plans = Path.of("plans");

    @Option(
            names = "--output",
            paramLabel = "FOLDER",
            defaultValue = ".",
            description = "Where recommendation.html, the report, is written. Default: the current folder.")
    private Path output = Path.of("");

    @Option(names = "--json", paramLabel = "FILE", description = "Also write the figures to this file.")
    private @Nullable Path json;

    @Mixin
    private LocalDemoOptions local = new LocalDemoOptions();

    RecommendationDemoCommand(Terminal terminal, StopSignal stop) {
        this.terminal = terminal;
        this.stop = stop;
    }

    @Override
    public Integer call() throws IOException {
        RecommendationDemoOptions options = options();
        Logging.ofLocalCluster();
        Path report = ReportFile.in(spec, output, "recommendation.html");
        RecommendationSummary summary = new RecommendationDemo(options, terminal, stop).run();
        Files.writeString(report, RecommendationPage.html(summary));
        terminal.print("");
        RecommendationTable.lines(summary, terminal.outStyle()).forEach(terminal::print);
        if (json != null) {
            Files.writeString(json, RecommendationJson.of(summary));
        }
        terminal.print("");
        terminal.print("Report: " + report.toUri());
        List<String> problems = summary.problems();
        problems.forEach(problem -> terminal.say("penstock demo recommendation: " + problem));
        return problems.isEmpty() ? ExitCodes.OK : ExitCodes.FAILED;
    }

    private RecommendationDemoOptions options() {
        if (events < RecommendationDemoOptions.LEAST_EVENTS) {
            throw wrong("--events must be at least " + RecommendationDemoOptions.LEAST_EVENTS + ", is " + events);
        }
        if (candidates < 10 || candidates > MOST_CANDIDATES) {
            throw wrong("--candidates must be from 10 to " + MOST_CANDIDATES + ", is " + candidates);
        }
        if (threads < 1 || threads > MOST_THREADS) {
            throw wrong("--threads must be from 1 to " + MOST_THREADS + ", is " + threads);
        }
        return new RecommendationDemoOptions(
                events,
                candidates,
                threads,
                local.brokerPort(),
                local.registryPort(),
                local.guarantee(),
                backend,
                checkedPrecision(),
                plans.toAbsolutePath());
    }

    private Precision checkedPrecision() {
        return PRECISIONS.stream()
                .filter(known -> known.toString().equals(precision))
                .findFirst()
                .orElseThrow(() -> wrong("--precision must be fp32, tf32, fp16 or bf16, is " + precision));
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
