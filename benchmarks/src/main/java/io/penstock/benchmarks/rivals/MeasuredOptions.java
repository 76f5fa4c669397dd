package io.penstock.benchmarks.rivals;

import io.penstock.topology.config.Guarantee;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Option;

/** What is measured and for how long: the matrix, the subjects and their rounds. */
final class MeasuredOptions {
    private static final int QUICK_ROUNDS = 2;
    private static final double QUICK_SECONDS = 4;
    private static final List<Integer> QUICK_SIZES = List.of(100, 16 << 10);
    private static final List<String> PASSTHROUGH = List.of("plain", "streams", "streams-confluent", "penstock");
    private static final List<String> COMPUTING =
            List.of("penstock", "streams-onnx", "poll-batch", "parallel-consumer", "flink");

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
            names = "--in-flight",
            split = ",",
            paramLabel = "ROWS",
            description = "Penstock's infer.maxInFlightRows, with no limit in bytes; implies --memory. Default:"
                    + " Penstock's own, 8 x sessions x max-batch.")
    private List<Integer> inFlight = List.of();

    @Option(
            names = "--memory",
            description = "Collect the subjects' garbage at the end of a round, while they still answer, and tell their"
                    + " memory.")
    private boolean memory;

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

    /**
     * The cells.
     *
     * @throws IllegalArgumentException if an option has no such value
     */
    Settings.Matrix matrix() {
        return new Settings.Matrix(chosen(), quick ? QUICK_SIZES : sizes, threads, guarantees(), instances, inFlight);
    }

    private List<Load> chosen() {
        return loads.stream().map(Load::named).toList();
    }

    /** What is compared, by name. */
    List<String> subjects() {
        return subjects.isEmpty() ? defaults(chosen()) : subjects;
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

    /** Whether memory is measured too. */
    boolean memory() {
        return memory || !inFlight.isEmpty();
    }

    /** The turns of a subject in a cell. */
    int rounds() {
        return quick ? QUICK_ROUNDS : rounds;
    }

    /** How long a round lasts. */
    double seconds() {
        return quick ? QUICK_SECONDS : seconds;
    }

    /** How long a subject answers before its rounds. */
    double warmUpSeconds() {
        return quick ? QUICK_SECONDS : warmUp;
    }
}
