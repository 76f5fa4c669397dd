package io.penstock.topology.cli.engine;

import io.penstock.engine.Bucket;
import io.penstock.engine.Engine;
import io.penstock.engine.EngineInfo;
import io.penstock.topology.engine.Backends;
import io.penstock.topology.model.Model;
import io.penstock.topology.terminal.Terminal;
import io.penstock.workshop.bench.Bench;
import io.penstock.workshop.bench.BenchPicture;
import io.penstock.workshop.bench.BenchPoint;
import io.penstock.workshop.bench.BenchReport;
import io.penstock.workshop.bench.BenchSetting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code penstock engine bench}. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = {
            "Measures an engine over batch sizes and sessions, with captured graphs and without.",
            "",
            "A closed loop: each session starts its next run as soon as the last has ended; copies to and from the"
                    + " device are included."
        },
        sortOptions = false)
final class BenchCommand implements Callable<Integer> {
    private static final int OK = 0;
    private static final int MOST_SAMPLES = 64;

    private final Terminal terminal;

    @Mixin
    private ModelOptions options = new ModelOptions();

    @Mixin
    private PlansOption plans = new PlansOption();

    @Option(names = "--backend", paramLabel = "NAME", defaultValue = "auto", description = "Default: ${DEFAULT-VALUE}.")
    private String backend = "auto";

    @Option(names = "--batches", paramLabel = "N", split = ",", description = "Default: powers of 4 up to the most.")
    private List<Integer> batches = List.of();

    @Option(names = "--sessions", paramLabel = "N", split = ",", description = "Default: 1,2,4.")
    private List<Integer> sessions = List.of(1, 2, 4);

    @Option(names = "--graphs", paramLabel = "on|off|both", defaultValue = "both", description = "Default: both.")
    private String graphs = "both";

    @Option(names = "--seconds", paramLabel = "S", defaultValue = "2", description = "For each point. Default: 2.")
    private double seconds = 2;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes all figures there.")
    private @Nullable Path json;

    @Option(names = "--svg", paramLabel = "FILE", description = "Draws a picture there.")
    private @Nullable Path svg;

    BenchCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        Model model = options.model();
        Bucket bucket = options.buckets(model).get(options.buckets(model).size() - 1);
        Backends.Choice choice = Backends.load().choose(backend);
        boolean gpu = !choice.provider().name().equals("onnxruntime");
        List<BenchPoint> points = new ArrayList<>();
        EngineInfo info = null;
        terminal.print(String.format(
                "%6s %8s %8s %14s %10s %10s %10s",
                "batch", "sessions", "launch", "rows/s", "p50 ms", "p90 ms", "p99 ms"));
        for (boolean graph : launches(gpu)) {
            try (Engine engine = choice.provider()
                    .load(model.artifact(), options.engineOptions(model, options.device(), properties(gpu, graph)))) {
                info = engine.info();
                measure(model, engine, bucket, graph, points);
            }
        }
        if (info != null) {
            write(new BenchReport(
                    info.model() + "/" + info.modelVersion(), describe(info), bucket.name(), info.hash(), points));
        }
        return OK;
    }

    private List<Boolean> launches(boolean gpu) {
        if (!gpu) {
            return List.of(false);
        }
        return switch (graphs) {
            case "on" -> List.of(true);
            case "off" -> List.of(false);
            default -> List.of(false, true);
        };
    }

    private Map<String, String> properties(boolean gpu, boolean graph) {
        Map<String, String> properties = new HashMap<>();
        if (gpu) {
            properties.put("plans", plans.repository().root().toString());
            properties.put("allowUnverified", "true");
            if (!graph) {
                properties.put("graphSizes", "none");
            }
        }
        return properties;
    }

    private void measure(Model model, Engine engine, Bucket bucket, boolean graph, List<BenchPoint> points) {
        Inputs inputs = new Inputs(model, Optional.empty());
        Bench bench =
                new Bench(engine, bucket, inputs.random(bucket, 1, MOST_SAMPLES).samples(), System::nanoTime);
        Duration duration = Duration.ofMillis((long) (seconds * 1000));
        for (int count : sessions) {
            for (int rows : batches(engine.maxRows())) {
                BenchPoint point = bench.measure(new BenchSetting(rows, count, graph), duration.dividedBy(4), duration);
                points.add(point);
                print(point);
            }
        }
    }

    private List<Integer> batches(int maxRows) {
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

    private void print(BenchPoint point) {
        terminal.print(String.format(
                Locale.ROOT,
                "%6d %8d %8s %,14.0f %10.3f %10.3f %10.3f",
                point.setting().rows(),
                point.setting().sessions(),
                point.setting().graphs() ? "graph" : "enqueue",
                point.rowsPerSecond(),
                point.p50Millis(),
                point.p90Millis(),
                point.p99Millis()));
    }

    private static String describe(EngineInfo info) {
        return info.backend() + " " + info.backendVersion() + " " + info.precision() + " on " + info.device();
    }

    private void write(BenchReport report) throws IOException {
        if (json != null) {
            Files.writeString(json, report.json());
        }
        if (svg != null) {
            Files.writeString(svg, BenchPicture.of(report));
        }
    }
}
