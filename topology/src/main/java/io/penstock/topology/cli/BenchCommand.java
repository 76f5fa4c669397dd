package io.penstock.topology.cli;

import io.penstock.topology.bench.BenchReport;
import io.penstock.topology.bench.BenchSettings;
import io.penstock.topology.bench.LatencyPicture;
import io.penstock.topology.bench.PipelineBench;
import io.penstock.topology.bench.load.LoadClients;
import io.penstock.topology.bench.load.PipelineSource;
import io.penstock.topology.bench.load.StepTimes;
import io.penstock.topology.bench.load.Venue;
import io.penstock.topology.config.PipelineConfig;
import io.penstock.topology.terminal.StopSignal;
import io.penstock.topology.terminal.StoppedException;
import io.penstock.topology.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code penstock bench}. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = {
            "Measures your own pipeline: throughput, latency, and the settings for a latency target.",
            "",
            "Runs the pipeline in this process with throw-away topics, on a broker and a registry of its own unless"
                    + " --cluster is given. First a closed loop with a backlog finds the rate at which it saturates. Then"
                    + " an open loop offers shares of that rate: requests arrive whether they are answered or not, and"
                    + " latency counts from when a request was due until its result is readable, so that a stall is seen"
                    + " in full (no coordinated omission).",
            "",
            "What is sent: the model's held-out images (preprocess: image), random tensors in the ranges of model.yaml"
                    + " (preprocess: tensor), or your own records with --input or --input-topic.",
            "",
            "With --p99 it looks for the window, maxBatch, sessions and threads (under exactly_once_v2 also the"
                    + " commitInterval, if that is longer than the target) that answer the most records within that p99:"
                    + " the engine's own batch curve says what need not be tried, a coordinate search tries the rest in"
                    + " short runs, and the winner is measured again beside your settings.",
            "",
            "Broker, load and pipeline share this machine's cores: figures are those of one machine with all of it. CPU"
                    + " is this process's, for each record. A percentile that fewer than ten requests lie beyond is left"
                    + " out: measure for longer (--step)."
        },
        footer = {
            "",
            "Examples:",
            "  penstock bench -f pipeline.yaml",
            "  penstock bench -f pipeline.yaml --p99 50ms --budget 5m --json bench.json --svg bench.svg",
            "  penstock bench -f examples/breast-cancer/pipeline.yaml \\",
            "    --input engines/models/breast-cancer/1/held-out.csv",
            "  penstock bench -f pipeline.yaml --cluster --input-topic digits.requests --rates 500,1000,2000"
        },
        sortOptions = false)
final class BenchCommand implements Callable<Integer> {
    private static final int LEAST_PARTITIONS = 4;

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
            description = {
                "Send these records: tables (.csv, .tsv, .jsonl, .avro, .parquet) whose rows become JSON documents,"
                        + " images, or folders of either."
            })
    private List<String> inputs = List.of();

    @Option(
            names = "--input-topic",
            paramLabel = "TOPIC",
            description = "Send the last requests of this topic of the pipeline's cluster, which stay where they are.")
    private @Nullable String inputTopic;

    @Option(
            names = "--pool",
            paramLabel = "N",
            defaultValue = "512",
            description = "How many records differ; they are sent over and over. Default: ${DEFAULT-VALUE}.")
    private int pool;

    @Option(
            names = "--load",
            paramLabel = "PERCENT",
            split = ",",
            defaultValue = "10,25,50,70,80,90,95",
            description = "The arrival rates to measure, in percent of saturation. Default: ${DEFAULT-VALUE}.")
    private List<Double> load = List.of();

    @Option(
            names = "--rates",
            paramLabel = "N",
            split = ",",
            description = "The arrival rates to measure, in records a second, in place of --load.")
    private List<Double> rates = List.of();

    @Option(
            names = "--step",
            paramLabel = "DURATION",
            converter = Durations.class,
            defaultValue = "10s",
            description = "How long each rate is measured. Default: ${DEFAULT-VALUE}.")
    private Duration step = Duration.ofSeconds(10);

    @Option(
            names = "--warm-up",
            paramLabel = "DURATION",
            converter = Durations.class,
            defaultValue = "10s",
            description = {
                "How long saturation is warmed up before it is measured, and up to three times as long while the rate"
                        + " still grows; other rates take a fifth of it. Default: ${DEFAULT-VALUE}."
            })
    private Duration warmUp = Duration.ofSeconds(10);

    @Option(
            names = "--partitions",
            paramLabel = "N",
            description = "Of the topics. Default: twice the pipeline's threads, at least " + LEAST_PARTITIONS + ".")
    private @Nullable Integer partitions;

    @Option(
            names = "--p99",
            paramLabel = "DURATION",
            converter = Durations.class,
            description = "Look for the settings that answer the most records within this p99. Default: do not.")
    private @Nullable Duration p99;

    @Option(
            names = "--budget",
            paramLabel = "DURATION",
            converter = Durations.class,
            defaultValue = "5m",
            description = "How long that may take. Default: ${DEFAULT-VALUE}.")
    private Duration budget = Duration.ofMinutes(5);

    @Option(
            names = "--cluster",
            description = {
                "Use the pipeline's own brokers, with topics NAME-bench-... that are deleted at the end; schemas go to a"
                        + " local registry. Default: a broker in this process."
            })
    private boolean cluster;

    @Option(names = "--json", paramLabel = "FILE", description = "Write all figures there.")
    private @Nullable Path json;

    @Option(names = "--svg", paramLabel = "FILE", description = "Draw latency against throughput there.")
    private @Nullable Path svg;

    BenchCommand(Terminal terminal, StopSignal stop) {
        this.terminal = terminal;
        this.stop = stop;
    }

    @Override
    public Integer call() throws IOException {
        Logging.ofLocalCluster();
        check();
        PipelineSource source = PipelineSource.of(file.path());
        PipelineConfig config = source.config();
        BenchRecords records = records();
        PipelineBench bench = new PipelineBench(settings(source, config, records), venue(), terminal, stop);
        try {
            bench.run();
        } catch (StoppedException e) {
            terminal.say(
                    "Stopped: " + (bench.report().isEmpty() ? "nothing was measured yet." : "the rest is missing."));
            write(bench.report());
            throw e;
        }
        write(bench.report());
        return ExitCodes.OK;
    }

    private void check() {
        require(inputs.isEmpty() || inputTopic == null, "--input and --input-topic are one or the other");
        require(pool > 0, "--pool must be at least 1, is " + pool);
        require(load.stream().allMatch(each -> each > 0), "--load must be positive, is " + load);
        require(rates.stream().allMatch(each -> each > 0), "--rates must be positive, are " + rates);
        require(!step.isZero(), "--step must be positive, is 0");
        require(!warmUp.isZero(), "--warm-up must be positive, is 0");
        Integer count = partitions;
        require(count == null || count > 0, "--partitions must be at least 1, is " + count);
        Duration target = p99;
        require(target == null || !target.isZero(), "--p99 must be positive, is 0");
    }

    private void require(boolean holds, String problem) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), problem);
        }
    }

    private BenchSettings settings(PipelineSource source, PipelineConfig config, BenchRecords records) {
        Integer given = partitions;
        return new BenchSettings(
                source,
                records.requests(),
                records.words(),
                given == null ? Math.max(LEAST_PARTITIONS, 2 * config.run().threads()) : given,
                load,
                rates,
                new StepTimes(warmUp, step),
                Optional.ofNullable(p99).map(target -> target.toNanos() / 1e6),
                budget);
    }

    private BenchRecords records() throws IOException {
        String topic = inputTopic;
        if (topic != null) {
            return BenchRecords.ofTopic(addresses(), topic, pool);
        }
        if (inputs.isEmpty()) {
            return BenchRecords.made(PipelineConfig.load(file.path()), pool);
        }
        try {
            return BenchRecords.ofFiles(inputs, pool);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
        }
    }

    private Addresses addresses() {
        PipelineConfig config = Addresses.read(file.path());
        return new Addresses(config, config.kafka(), config.registry().serdeProperties());
    }

    private Supplier<Venue> venue() {
        if (!cluster) {
            return Venue::local;
        }
        Addresses addresses = addresses();
        LoadClients clients = new LoadClients(addresses.producer(), addresses.consumer(), addresses.admin());
        return () -> Venue.at(clients);
    }

    private void write(Optional<BenchReport> report) throws IOException {
        if (report.isEmpty()) {
            return;
        }
        Path figures = json;
        if (figures != null) {
            Files.writeString(figures, report.get().json());
            terminal.say("Figures: " + figures);
        }
        Path picture = svg;
        if (picture != null) {
            Files.writeString(picture, LatencyPicture.of(report.get()));
            terminal.say("Picture: " + picture);
        }
    }
}
