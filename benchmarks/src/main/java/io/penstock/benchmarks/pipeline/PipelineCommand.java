package io.penstock.benchmarks.pipeline;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.penstock.topology.config.Guarantee;
import io.penstock.topology.terminal.StopSignal;
import io.penstock.topology.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code benchmarks pipeline}. */
@Command(
        name = "pipeline",
        mixinStandardHelpOptions = true,
        description = {
            "Runs a pipeline over a backlog, from topic to topic, and compares it with its bare engine.",
            "",
            "Measures the engine alone; starts a Kafka broker and a schema registry on 127.0.0.1; fills the input topic;"
                    + " measures the preprocess stage alone and reading alone, as poll and decoding, or as poll only"
                    + " where the pipeline takes tensors from the requests' bytes; lets the pipeline answer all of it;"
                    + " names the part that bounds it; and checks that every request was answered exactly once, in"
                    + " order and right. Ends with 1 if a check fails.",
            "",
            "Requests are the model's held-out images, or JPEG images of smooth noise if it has none (preprocess:"
                    + " image), or random tensors in the ranges of its model.yaml (preprocess: tensor)."
        },
        sortOptions = false)
public final class PipelineCommand implements Callable<Integer> {
    private static final int OK = 0;
    private static final int FAILED = 1;

    private final Terminal terminal;
    private final StopSignal stop;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            required = true,
            description = "The pipeline; its addresses are replaced by the local ones.")
    private Path file = Path.of("");

    @Option(names = "--models", paramLabel = "DIR", description = "The folder of models. Default: the pipeline's.")
    private @Nullable Path models;

    @Option(names = "--backend", paramLabel = "NAME", description = "What computes. Default: the pipeline's.")
    private @Nullable String backend;

    @Option(names = "--precision", paramLabel = "P", description = "Default: the pipeline's.")
    private @Nullable String precision;

    @Option(
            names = "--plans",
            paramLabel = "DIR",
            description = "The folder of plans; one that is missing is built and verified. Default: the pipeline's.")
    private @Nullable Path plans;

    @Option(
            names = "--records",
            paramLabel = "N",
            defaultValue = "100000",
            description = "The requests. Default: ${DEFAULT-VALUE}.")
    private int records;

    @Option(
            names = "--pool",
            paramLabel = "N",
            defaultValue = "512",
            description = "How many of them differ. Default: ${DEFAULT-VALUE}, or the held-out images.")
    private int pool;

    @Option(
            names = "--rows-per-request",
            paramLabel = "N",
            defaultValue = "1",
            description = "The rows of each request, for preprocess: tensor. Default: ${DEFAULT-VALUE}.")
    private int rowsPerRequest;

    @Option(
            names = "--image-side",
            paramLabel = "N",
            defaultValue = "224",
            description = "Width and height of JPEG images that are made, in pixels. Default: ${DEFAULT-VALUE}.")
    private int imageSide;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            defaultValue = "8",
            description = "Of the input and the output topic. Default: ${DEFAULT-VALUE}.")
    private int partitions;

    @Option(
            names = "--guarantee",
            paramLabel = "G",
            defaultValue = "both",
            description = "exactly_once_v2, at_least_once or both, one after the other. Default: ${DEFAULT-VALUE}.")
    private String guarantee = "both";

    @Option(names = "--runs", paramLabel = "N", defaultValue = "1", description = "For each guarantee. Default: 1.")
    private int runs;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "10",
            description = "How long each part of the pipeline is measured alone, the threads' after as long a warm-up."
                    + " Default: ${DEFAULT-VALUE}.")
    private double seconds;

    @Option(
            names = "--reference",
            paramLabel = "NAME",
            defaultValue = "engine",
            description = {
                "What answers are compared with: engine, those of the bare engine, or onnxruntime, those of ONNX"
                        + " Runtime within the precision's tolerance. Default: ${DEFAULT-VALUE}."
            })
    private String reference = "engine";

    @Option(
            names = "--tolerance",
            paramLabel = "T",
            description = "The greatest relative error beside the bare engine, whose batches may run in other kernels."
                    + " Default: half of what model.yaml or the precision allows beside ONNX Runtime.")
    private @Nullable Double tolerance;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes all figures there.")
    private @Nullable Path json;

    @Option(names = "--verbose", description = "Log more.")
    private boolean verbose;

    /** The command, writing to this terminal and stopping at this signal. */
    public PipelineCommand(Terminal terminal, StopSignal stop) {
        this.terminal = terminal;
        this.stop = stop;
    }

    @Override
    public Integer call() throws IOException {
        log();
        Report report = new PipelineBenchmark(settings(), terminal, stop).run();
        report.lines(terminal.outStyle()).forEach(terminal::print);
        if (json != null) {
            Files.writeString(json, report.json());
        }
        report.problems().forEach(problem -> terminal.say("benchmarks pipeline: " + problem));
        return report.problems().isEmpty() ? OK : FAILED;
    }

    private Settings settings() {
        try {
            return new Settings(
                    new Subject(
                            file,
                            Optional.ofNullable(models),
                            Optional.ofNullable(backend),
                            Optional.ofNullable(precision),
                            Optional.ofNullable(plans)),
                    new Load(records, pool, rowsPerRequest, imageSide),
                    partitions,
                    guarantees(),
                    runs,
                    Duration.ofNanos((long) (seconds * 1e9)),
                    reference,
                    Optional.ofNullable(tolerance));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
        }
    }

    private List<Guarantee> guarantees() {
        return switch (guarantee) {
            case "exactly_once_v2" -> List.of(Guarantee.EXACTLY_ONCE_V2);
            case "at_least_once" -> List.of(Guarantee.AT_LEAST_ONCE);
            case "both" -> List.of(Guarantee.EXACTLY_ONCE_V2, Guarantee.AT_LEAST_ONCE);
            default ->
                throw new IllegalArgumentException(
                        "--guarantee must be exactly_once_v2, at_least_once or both, is " + guarantee);
        };
    }

    /** A broker in this process takes much of what is normal while clients come and go for an error. */
    private void log() {
        if (verbose) {
            logger("io.penstock").setLevel(Level.DEBUG);
            return;
        }
        logger("io.penstock").setLevel(Level.INFO);
        logger("org.apache.kafka").setLevel(Level.ERROR);
        logger("kafka").setLevel(Level.OFF);
    }

    private static Logger logger(String name) {
        return (Logger) LoggerFactory.getLogger(name);
    }
}
