package io.penstock.topology.cli.engine;

import io.penstock.engine.Bucket;
import io.penstock.engine.Engine;
import io.penstock.engine.EngineOptions;
import io.penstock.engine.EngineProvider;
import io.penstock.topology.engine.Backends;
import io.penstock.topology.model.Model;
import io.penstock.topology.terminal.Terminal;
import io.penstock.workshop.bench.Baselines;
import io.penstock.workshop.bench.Bench;
import io.penstock.workshop.bench.BenchMachine;
import io.penstock.workshop.bench.BenchPicture;
import io.penstock.workshop.bench.BenchPoint;
import io.penstock.workshop.bench.BenchReport;
import io.penstock.workshop.bench.BenchSetting;
import io.penstock.workshop.bench.BenchSubject;
import io.penstock.workshop.bench.RunProfile;
import io.penstock.workshop.samples.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code penstock engine bench}. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = {
            "Measures an engine over batch sizes and sessions, with captured graphs and without.",
            "",
            "A closed loop: each session starts its next run as soon as the last has ended; copies to and from the"
                    + " device are included. Each figure is the one in the middle of several measurements."
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

    @Mixin
    private ProfileSetOption profileSet = new ProfileSetOption();

    @Mixin
    private BenchOptions bench = new BenchOptions();

    BenchCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        Model model = options.model();
        bench.check(options.maxBatch(model));
        Bucket bucket = bench.bucket(options.buckets(model));
        Baselines baselines = bench.baselines();
        EngineProvider provider = Backends.load().choose(bench.backend()).provider();
        BenchDevice device = new BenchDevice(provider.name(), options.device(), bench.isProfiled());
        BenchTable table = new BenchTable(baselines);
        table.header().forEach(terminal::print);
        List<BenchPoint> points = new ArrayList<>();
        List<BenchSubject> subjects = new ArrayList<>();
        boolean gpu = provider.hasDevices();
        for (boolean graph : bench.launches(gpu)) {
            Map<String, String> properties = properties(model, gpu, graph);
            for (int sessions : bench.sessions()) {
                EngineOptions loading = options.engineOptions(model, sessions, options.device(), properties);
                try (Engine engine = provider.load(model.artifact(), loading)) {
                    subjects.add(BenchSubject.of(engine.info(), bucket.name()));
                    measure(model, engine, bucket, new BenchSetting(engine.maxRows(), sessions, graph), table, points);
                }
            }
        }
        BenchReport report = new BenchReport(
                Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS).toString(),
                subjects.get(0),
                BenchMachine.here(device.driver()),
                settings(model),
                points,
                baselines,
                List.of());
        write(report);
        if (bench.isProfiled()) {
            write(report.withProfile(profile(model, bucket, gpu, device)));
        }
        return OK;
    }

    private Map<String, String> settings(Model model) {
        Map<String, String> settings = bench.settings();
        settings.put("maxBatch", Integer.toString(options.maxBatch(model)));
        settings.put("inputs", "random, seed 1");
        return settings;
    }

    private Map<String, String> properties(Model model, boolean gpu, boolean graph) {
        Map<String, String> properties = new HashMap<>();
        if (gpu) {
            properties.put("plans", plans.repository().root().toString());
            if (profileSet.isGiven()) {
                profileSet
                        .plan(plans.repository(), model, options, Builders.available())
                        .ifPresent(plan -> properties.put("plan", plan.key().path()));
            }
            properties.put("allowUnverified", "true");
            if (!graph) {
                properties.put("graphSizes", "none");
            }
        }
        return properties;
    }

    private void measure(
            Model model, Engine engine, Bucket bucket, BenchSetting most, BenchTable table, List<BenchPoint> points) {
        Bench measuring = new Bench(List.of(engine), bucket, samples(model, bucket), System::nanoTime);
        for (int rows : bench.batches(most.rows())) {
            BenchPoint point = measuring.measure(new BenchSetting(rows, most.sessions(), most.graphs()), bench.times());
            points.add(point);
            terminal.print(table.row(point));
        }
    }

    private static Samples samples(Model model, Bucket bucket) {
        return new Inputs(model, Optional.empty())
                .random(bucket, 1, MOST_SAMPLES)
                .samples();
    }

    private List<RunProfile> profile(Model model, Bucket bucket, boolean gpu, BenchDevice device) {
        List<RunProfile> profile = device.profile(
                model,
                options.engineOptions(model, 1, options.device(), properties(model, gpu, false)),
                bucket,
                samples(model, bucket),
                bench.batches(options.maxBatch(model)));
        BenchTable.profile(profile).forEach(terminal::print);
        return profile;
    }

    private void write(BenchReport report) throws IOException {
        Optional<Path> json = bench.json();
        if (json.isPresent()) {
            Files.writeString(json.get(), report.json());
        }
        Optional<Path> svg = bench.svg();
        if (svg.isPresent()) {
            Files.writeString(svg.get(), BenchPicture.of(report));
        }
    }
}
