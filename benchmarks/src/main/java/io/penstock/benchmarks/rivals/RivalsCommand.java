package io.penstock.benchmarks.rivals;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.penstock.topology.terminal.StopSignal;
import io.penstock.topology.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code benchmarks rivals}. */
@Command(
        name = "rivals",
        mixinStandardHelpOptions = true,
        description = {
            "Measures Penstock beside other ways to do the same, over the same topics with the same Avro records.",
            "",
            "Starts a Kafka broker and a schema registry on 127.0.0.1 and fills a topic with requests. In each cell of the"
                    + " matrix every subject runs in a JVM of its own: a warm-up, then --rounds turns, one subject"
                    + " after the other. A round ends after --seconds, or with the backlog. What counts is the part of"
                    + " it from 20 to 90 %% of its answers: records/s by the broker's append times, CPU time and"
                    + " allocation of the subject's process alone. That every request has one answer is checked, and of"
                    + " every 64th answer that it is the right one. Ends with 1"
                    + " if a check fails.",
            "",
            "Loads: null (the request's bytes come back; --sizes apply), digits and transformer.",
            "Subjects: plain (consumer to producer), streams (Kafka Streams passthrough), streams-confluent"
                    + " (the same with Confluent's serdes as they come), penstock; with a model also streams-onnx (one ONNX Runtime call a record), poll-batch (each poll is one batch),"
                    + " parallel-consumer (Confluent's, batched) and flink (async I/O)."
        },
        footer = {
            "",
            "Examples:",
            "  benchmarks/run rivals --quick",
            "  benchmarks/run rivals --sizes 100,1024 --threads 2 --guarantee both --rounds 5 --json null.json",
            "  benchmarks/run rivals --load digits,transformer --threads 2 --latency --svg pictures",
            "  benchmarks/run rivals --load transformer --subjects penstock --in-flight 64,4096 --json memory.json"
        },
        sortOptions = false)
public final class RivalsCommand implements Callable<Integer> {
    private static final int OK = 0;
    private static final int FAILED = 1;
    private static final int LONGEST_LINE = 400;

    private final Terminal terminal;
    private final StopSignal stop;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private MeasuredOptions measured = new MeasuredOptions();

    @Option(
            names = "--backlog",
            paramLabel = "MIB",
            defaultValue = "1024",
            description = "The most that the input topic holds; a round over large records ends with it. Default:"
                    + " ${DEFAULT-VALUE}.")
    private long backlog;

    @Option(
            names = "--records",
            paramLabel = "N",
            description = "The most records that it holds. Default: 3000000 of null, 2000000 of digits, 100000 of"
                    + " transformer; give more if a round ends with them.")
    private @Nullable Integer records;

    @Option(
            names = "--pool",
            paramLabel = "N",
            defaultValue = "64",
            description = "How many of them differ. Default: ${DEFAULT-VALUE}.")
    private int pool;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            defaultValue = "8",
            description = "Of the input and the output topic. Default: ${DEFAULT-VALUE}.")
    private int partitions;

    @Mixin
    private TuningOptions tuning = new TuningOptions();

    @Option(names = "--models", paramLabel = "DIR", description = "The folder of models. Default: engines/models.")
    private @Nullable Path models;

    @Option(
            names = "--generated",
            paramLabel = "DIR",
            description = "The folder that benchmarks/models/encoder.py has written the transformer into. Default:"
                    + " benchmarks/target/models.")
    private @Nullable Path generated;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where the broker keeps its data. Default: a temporary folder.")
    private @Nullable Path data;

    @Mixin
    private LatencyOptions latency = new LatencyOptions();

    @Option(
            names = "--svg",
            paramLabel = "DIR",
            description = "Draw throughput, CPU time and latency into a folder, for white and dark pages.")
    private @Nullable Path svg;

    @Option(names = "--json", paramLabel = "FILE", description = "Write all figures to a file.")
    private @Nullable Path json;

    /** One that writes to this terminal and stops at this signal. */
    public RivalsCommand(Terminal terminal, StopSignal stop) {
        this.terminal = terminal;
        this.stop = stop;
    }

    @Override
    public Integer call() {
        quietServers();
        RivalsReport report = new RivalsBenchmark(settings(), terminal, stop).run();
        report.problems().forEach(problem -> terminal.say("benchmarks: " + firstLine(problem)));
        write(report);
        return report.problems().isEmpty() ? OK : FAILED;
    }

    private static String firstLine(String problem) {
        String line = problem.lines().findFirst().orElse("");
        return line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "..." : line;
    }

    private Settings settings() {
        try {
            return new Settings(
                    measured.matrix(),
                    measured.subjects(),
                    measured.rounds(),
                    measured.seconds(),
                    measured.warmUpSeconds(),
                    new Settings.Backlog(backlog << 20, records, pool, partitions),
                    tuning.settings(),
                    latency.settings(),
                    measured.memory(),
                    Optional.ofNullable(models)
                            .orElseGet(() -> Path.of(System.getProperty("penstock.models", "engines/models"))),
                    Optional.ofNullable(generated)
                            .orElseGet(() -> Path.of(
                                    System.getProperty("penstock.generated.models", "benchmarks/target/models"))),
                    Optional.ofNullable(data));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private void write(RivalsReport report) {
        try {
            if (json != null) {
                Files.writeString(json, report.json());
            }
            if (svg != null) {
                Pictures.write(report, svg);
            }
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), "cannot write the report: " + e, e);
        }
    }

    /** A broker in this process takes much of what is normal while clients come and go for an error. */
    private static void quietServers() {
        ((Logger) LoggerFactory.getLogger("org.apache.kafka")).setLevel(Level.ERROR);
        ((Logger) LoggerFactory.getLogger("kafka")).setLevel(Level.OFF);
    }
}
