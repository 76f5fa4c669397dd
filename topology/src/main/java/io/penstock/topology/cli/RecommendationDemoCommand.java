package io.penstock.topology.cli;

import io.penstock.topology.config.InferConfig;
import io.penstock.topology.demo.recommendation.RecommendationDemo;
import io.penstock.topology.demo.recommendation.RecommendationDemoOptions;
import io.penstock.topology.demo.recommendation.RecommendationSummary;
import io.penstock.topology.demo.recommendation.RecommendationTable;
import io.penstock.topology.terminal.StopSignal;
import io.penstock.topology.terminal.Terminal;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
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
                    + " simulator knows."
        },
        footer = {"", "Examples:", "  penstock demo recommendation", "  penstock demo recommendation --events 20000"},
        sortOptions = false)
final class RecommendationDemoCommand implements Callable<Integer> {
    private static final int MOST_CANDIDATES = 1_000;

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
            names = "--backend",
            paramLabel = "NAME",
            defaultValue = InferConfig.AUTO,
            description = "onnxruntime, tensorrt or auto: TensorRT where a GPU answers. Default: ${DEFAULT-VALUE}.")
    private String backend = InferConfig.AUTO;

    @Option(
            names = "--plans",
            paramLabel = "FOLDER",
            defaultValue = "plans",
            description = "The plans of GPUs; the one needed is built if it is not there. Default: ${DEFAULT-VALUE}.")
    private Path plans = Path.of("plans");

    @Mixin
    private LocalDemoOptions local = new LocalDemoOptions();

    RecommendationDemoCommand(Terminal terminal, StopSignal stop) {
        this.terminal = terminal;
        this.stop = stop;
    }

    @Override
    public Integer call() {
        RecommendationDemoOptions options = options();
        Logging.ofLocalCluster();
        RecommendationSummary summary = new RecommendationDemo(options, terminal, stop).run();
        terminal.print("");
        RecommendationTable.lines(summary, terminal.outStyle()).forEach(terminal::print);
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
        return new RecommendationDemoOptions(
                events,
                candidates,
                local.brokerPort(),
                local.registryPort(),
                local.guarantee(),
                backend,
                plans.toAbsolutePath());
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
