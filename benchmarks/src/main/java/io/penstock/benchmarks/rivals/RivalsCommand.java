package io.penstock.benchmarks.rivals;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.penstock.topology.config.Guarantee;
import io.penstock.topology.terminal.StopSignal;
import io.penstock.topology.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
            "  benchmarks/run rivals --load digits,transformer --threads 2 --latency --svg pictures"
        },
        sortOptions = false)
public final class RivalsCommand implements Callable<Integer> {
    private static final int OK = 0;
    private static final int FAILED = 1;
    private static final int LONGEST_LINE = 400;
    private static final List<String> PASSTHROUGH = List.of("plain", "streams", "streams-confluent", "penstock");
    private static final List<String> COMPUTING =
            List.of("penstock", "streams-onnx", "poll-batch", "parallel-consumer", "flink");

    private final Terminal terminal;
    private final StopSignal stop;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--load",
            split = ",",
            paramLabel = "LOAD",
            defaultValue = "null",
            description = "null, digits, transformer. Default: ${DEFAULT-VALUE}.")
    private List<String> loads = List.of("null");

    @Option(
            names = "--subjects",
            split = ",",
            paramLabel = "NAME",
            description =
                    "What is compared. Default: plain,streams,streams-confluent,penstock for null, all that compute"
                            + " for models.")
    private List<String> subjects = List.of();

    @Option(
            names = "--sizes",
            split = ",",
            paramLabel = "BYTES",
            defaultValue = "100,1024,16384,153600",
            description = "The size of a request's value, for the load null. Default: ${DEFAULT-VALUE}.")
    private List<Integer> sizes = List.of();

    @Option(
            names = "--threads",
            split = ",",
            paramLabel = "N",
            defaultValue = "2",
            description = "The threads of an instance. Default: ${DEFAULT-VALUE}.")
    private List<Integer> threads = List.of();

    @Option(
            names = "--guarantee",
            paramLabel = "G",
            defaultValue = "both",
            description = "at_least_once, exactly_once_v2 or both. Default: ${DEFAULT-VALUE}.")
    private String guarantee = "both";

    @Option(
            names = "--instances",
            split = ",",
            paramLabel = "N",
            defaultValue = "1",
            description = "The processes of a subject, in one group. Default: ${DEFAULT-VALUE}.")
    private List<Integer> instances = List.of();

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description = "The turns of a subject in a cell, without its warm-up. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "15",
            description =
                    "How long a round lasts from its first answer on; 70 %% of it count. Default: ${DEFAULT-VALUE}.")
    private double seconds;

    @Option(
            names = "--warm-up",
            paramLabel = "S",
            defaultValue = "20",
            description =
                    "How long a subject answers before its rounds, for the JVM's compiler. Default: ${DEFAULT-VALUE}.")
    private double warmUp;

    @Option(
            names = "--quick",
            description = "100 B and 16 KiB under at_least_once, two rounds of 4 s: two or three minutes, and a first"
                    + " impression only.")
    private boolean quick;

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
            defaultValue = "3000000",
            description = "The most records that it holds. Default: ${DEFAULT-VALUE}.")
    private int records;

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
            List<Load> chosen = loads.stream().map(Load::named).toList();
            return new Settings(
                    new Settings.Matrix(
                            chosen, quick ? List.of(100, 16 << 10) : sizes, threads, guarantees(), instances),
                    subjects.isEmpty() ? defaults(chosen) : subjects,
                    quick ? 2 : rounds,
                    quick ? 4 : seconds,
                    quick ? 4 : warmUp,
                    new Settings.Backlog(backlog << 20, records, pool, partitions),
                    tuning.settings(),
                    latency.settings(),
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

    private static List<String> defaults(List<Load> loads) {
        List<String> all = new ArrayList<>(loads.contains(Load.NULL) ? PASSTHROUGH : List.of());
        if (loads.size() > 1 || !loads.contains(Load.NULL)) {
            COMPUTING.stream().filter(name -> !all.contains(name)).forEach(all::add);
        }
        return all;
    }

    private List<Guarantee> guarantees() {
        if (quick) {
            return List.of(Guarantee.AT_LEAST_ONCE);
        }
        if (guarantee.equals("both")) {
            return List.of(Guarantee.AT_LEAST_ONCE, Guarantee.EXACTLY_ONCE_V2);
        }
        return Arrays.stream(Guarantee.values())
                .filter(each -> each.toString().equals(guarantee))
                .map(List::of)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "--guarantee must be exactly_once_v2, at_least_once or both, is " + guarantee));
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
