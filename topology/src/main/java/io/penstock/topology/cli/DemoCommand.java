package io.penstock.topology.cli;

import io.penstock.topology.config.InferConfig;
import io.penstock.topology.config.Precision;
import io.penstock.topology.demo.Demo;
import io.penstock.topology.demo.DemoOptions;
import io.penstock.topology.demo.Summary;
import io.penstock.topology.demo.SummaryTable;
import io.penstock.topology.demo.report.ReportPage;
import io.penstock.topology.terminal.StopSignal;
import io.penstock.topology.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code penstock demo}. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Sends real images through a pipeline of its own and reports what came of it.",
            "",
            "Starts a Kafka broker and a schema registry on 127.0.0.1 and a pipeline that reads handwritten digits; sends"
                    + " it images that the model's training never saw, a few thousand requests in all, and some broken"
                    + " ones; checks that each was answered exactly once, prints the figures and writes report.html."
                    + " Nothing else is left behind, except for the plan of a GPU where there was none yet."
        },
        footer = {
            "",
            "Examples:",
            "  penstock demo",
            "  penstock demo --requests 45000 --guarantee at_least_once --output /tmp",
            "  penstock demo --backend tensorrt --precision fp16"
        },
        sortOptions = false)
final class DemoCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final StopSignal stop;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--requests",
            paramLabel = "N",
            defaultValue = "9000",
            description = "How many requests to send, a multiple of 450. Default: ${DEFAULT-VALUE}.")
    private int requests;

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
            description = "What a GPU computes in: fp32, tf32, fp16, bf16 or int8. Default: ${DEFAULT-VALUE}.")
    private String precision = "fp32";

    @Option(
            names = "--plans",
            paramLabel = "FOLDER",
            defaultValue = "plans",
            description = {
                "The plans of GPUs; the one needed is built and verified if it is not there, which takes a while."
                        + " Default: ${DEFAULT-VALUE}."
            })
    private Path plans = Path.of("plans");

    @Option(
            names = "--output",
            paramLabel = "FOLDER",
            defaultValue = ".",
            description = "Where report.html is written. Default: the current folder.")
    private Path output = Path.of("");

    @Mixin
    private LocalDemoOptions local = new LocalDemoOptions();

    DemoCommand(Terminal terminal, StopSignal stop) {
        this.terminal = terminal;
        this.stop = stop;
    }

    @Override
    public Integer call() throws IOException {
        Logging.ofLocalCluster();
        Path report = ReportFile.in(spec, output, "report.html");
        Summary summary = demo().run();
        Files.writeString(report, ReportPage.html(summary));
        terminal.print("");
        SummaryTable.lines(summary, terminal.outStyle()).forEach(terminal::print);
        terminal.print("");
        terminal.print("Report: " + report.toUri());
        return verdict(summary.problems());
    }

    private Demo demo() {
        try {
            return new Demo(
                    new DemoOptions(
                            requests,
                            local.brokerPort(),
                            local.registryPort(),
                            local.guarantee(),
                            backend,
                            checkedPrecision(),
                            plans.toAbsolutePath()),
                    terminal,
                    stop);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--requests " + e.getMessage());
        }
    }

    private Precision checkedPrecision() {
        return Arrays.stream(Precision.values())
                .filter(known -> known.toString().equals(precision))
                .findFirst()
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "--precision must be fp32, tf32, fp16, bf16 or int8, is " + precision));
    }

    private int verdict(List<String> problems) {
        problems.forEach(problem -> terminal.say("penstock demo: " + problem));
        return problems.isEmpty() ? ExitCodes.OK : ExitCodes.FAILED;
    }
}
