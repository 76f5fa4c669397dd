package io.penstock.topology.cli.engine;

import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import io.penstock.engine.Bucket;
import io.penstock.workshop.bench.BaselinePoint;
import io.penstock.workshop.bench.Baselines;
import io.penstock.workshop.bench.BenchTimes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say what is measured of an engine, how, and where the figures go. */
final class BenchOptions {
    private static final int WARM_UP_SHARE = 4;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--backend", paramLabel = "NAME", defaultValue = "auto", description = "Default: ${DEFAULT-VALUE}.")
    private String backend = "auto";

    @Option(names = "--bucket", paramLabel = "NAME", description = "The bucket to measure. Default: the last.")
    private @Nullable String bucket;

    @Option(names = "--batches", paramLabel = "N", split = ",", description = "Default: powers of 4 up to the most.")
    private List<Integer> batches = List.of();

    @Option(names = "--sessions", paramLabel = "N", split = ",", description = "Default: 1,2,4.")
    private List<Integer> sessions = List.of(1, 2, 4);

    @Option(names = "--graphs", paramLabel = "on|off|both", defaultValue = "both", description = "Default: both.")
    private String graphs = "both";

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "2",
            description = "The time of a measurement, after a quarter of it to warm up. Default: 2.")
    private double seconds = 2;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "3",
            description = "The measurements of each point, of which the middle one is reported. Default: 3.")
    private int runs = 3;

    @Option(
            names = "--baseline",
            paramLabel = "FILE",
            description = "Compares with figures from elsewhere, a JSON list of name, rows, rowsPerSecond, p50Millis.")
    private @Nullable Path baseline;

    @Option(names = "--profile", description = "Show where the time of a run goes: copies, kernels, launch gaps, host.")
    private boolean profile;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes all figures there.")
    private @Nullable Path json;

    @Option(names = "--svg", paramLabel = "FILE", description = "Draws a picture there.")
    private @Nullable Path svg;

    /**
     * Refuses what cannot be measured.
     *
     * @param maxBatch the most rows of a run
     * @throws ParameterException naming the option, its value and what it may be
     */
    void check(int maxBatch) {
        require(List.of("on", "off", "both").contains(graphs), "--graphs must be on, off or both, is " + graphs);
        require(seconds > 0, "--seconds must be positive, is " + seconds);
        require(runs > 0, "--runs must be positive, is " + runs);
        require(sessions.stream().allMatch(count -> count > 0), "--sessions must be positive, are " + sessions);
        require(
                batches.stream().allMatch(rows -> rows > 0 && rows <= maxBatch),
                "--batches must be from 1 to " + maxBatch + " (--max-batch), are " + batches);
    }

    private void require(boolean holds, String problem) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), problem);
        }
    }

    String backend() {
        return backend;
    }

    List<Integer> sessions() {
        return sessions;
    }

    boolean isProfiled() {
        return profile;
    }

    Optional<Path> json() {
        return Optional.ofNullable(json);
    }

    Optional<Path> svg() {
        return Optional.ofNullable(svg);
    }

    /** Whether runs are launched as captured graphs, in the order to measure. */
    List<Boolean> launches(boolean gpu) {
        if (!gpu) {
            return List.of(false);
        }
        return switch (graphs) {
            case "on" -> List.of(true);
            case "off" -> List.of(false);
            default -> List.of(false, true);
        };
    }

    /** The batches to measure, of those that an engine takes. */
    List<Integer> batches(int maxRows) {
        if (!batches.isEmpty()) {
            return batches;
        }
        List<Integer> powers = new ArrayList<>();
        for (int rows = 1; rows < maxRows; rows *= 4) {
            powers.add(rows);
        }
        powers.add(maxRows);
        return powers;
    }

    /** The bucket to measure. */
    Bucket bucket(List<Bucket> buckets) {
        String name = bucket;
        if (name == null) {
            return buckets.get(buckets.size() - 1);
        }
        return buckets.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new PenstockException(
                        FailureCategory.FATAL,
                        "there is no such bucket: bucket=" + name + ", buckets="
                                + buckets.stream().map(Bucket::name).toList()));
    }

    BenchTimes times() {
        Duration duration = Duration.ofMillis((long) (seconds * 1000));
        return new BenchTimes(duration.dividedBy(WARM_UP_SHARE), duration, runs);
    }

    Baselines baselines() {
        Path file = baseline;
        return file == null ? Baselines.NONE : new Baselines(BaselinePoint.read(file));
    }

    /** What it takes to measure the same again. */
    Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>();
        settings.put("seconds", Double.toString(seconds));
        settings.put("runs", Integer.toString(runs));
        settings.put("graphs", graphs);
        return settings;
    }
}
