package io.penstock.benchmarks.pipeline;

import io.penstock.engine.EngineInfo;
import io.penstock.inference.batching.BatchListener;
import io.penstock.local.LocalBroker;
import io.penstock.local.LocalCluster;
import io.penstock.local.LocalRegistry;
import io.penstock.schema.InferenceRequest;
import io.penstock.topology.config.Guarantee;
import io.penstock.topology.config.PipelineConfig;
import io.penstock.topology.engine.Backends;
import io.penstock.topology.engine.RunningModel;
import io.penstock.topology.pipeline.BoundStages;
import io.penstock.topology.stage.Stages;
import io.penstock.topology.terminal.Progress;
import io.penstock.topology.terminal.StopSignal;
import io.penstock.topology.terminal.Terminal;
import io.penstock.workshop.bench.BenchPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/** Measures a pipeline from topic to topic beside its bare engine, all in this process. Belongs to one thread. */
final class PipelineBenchmark {
    private static final String DEAD_LETTER_BYTES = "16777216";

    private final Settings settings;
    private final Terminal terminal;
    private final StopSignal stop;
    private final Backends backends = Backends.load();
    private final PipelineConfig config;
    private final BoundStages stages;
    private final List<InferenceRequest> pool;
    private final PreparedRows rows;

    /**
     * One that has not started.
     *
     * @throws io.penstock.topology.config.ConfigException listing every problem of the pipeline
     */
    PipelineBenchmark(Settings settings, Terminal terminal, StopSignal stop) {
        this.settings = settings;
        this.terminal = terminal;
        this.stop = stop;
        this.config = settings.subject().config();
        this.stages = BoundStages.of(config, Stages.load());
        this.pool = settings.load().requests(config, stages);
        this.rows = PreparedRows.of(pool, stages);
    }

    /** The engine alone. */
    private record Alone(List<EngineInfo> infos, BenchPoint point, List<SpecificRecord> answers) {}

    /** What all runs are measured by. */
    private record Measure(Parts parts, double requestBytes, Agreement agreement) {}

    /**
     * Runs it.
     *
     * @throws io.penstock.PenstockException if engine or pipeline fail
     * @throws io.penstock.topology.terminal.StoppedException if it was stopped
     */
    Report run() {
        buildWhatIsMissing();
        Alone alone = alone();
        List<SpecificRecord> expected = settings.isByEngine() ? alone.answers() : reference();
        Agreement agreement = settings.agreement(
                        stages.model(), alone.infos().get(0).precision())
                .over(expected);
        stop.check();
        terminal.print("Starting a Kafka broker and a schema registry on this machine");
        try (LocalCluster cluster = cluster()) {
            PipelineConfig local = settings.subject().config(cluster, Guarantee.AT_LEAST_ONCE, "fill");
            Backlog backlog = fill(cluster, local);
            Parts parts = new ThreadsAlone(stages, settings.partitions(), settings.engineTime(), terminal, stop)
                    .besides(alone.point().rowsPerSecond() / rows.rowsPerRequest(), local, pool, backlog.values());
            Measure measure = new Measure(parts, backlog.bytesPerRecord(), agreement);
            List<Outcome> runs = new ArrayList<>();
            warmUp(cluster, new DeliveryCheck(settings.load().records(), expected, agreement), measure);
            for (Guarantee guarantee : settings.guarantees()) {
                for (int run = 1; run <= settings.runs(); run++) {
                    DeliveryCheck check = new DeliveryCheck(settings.load().records(), expected, agreement);
                    runs.add(run(cluster, guarantee, run, check, measure));
                }
            }
            return report(alone, measure, expected, runs);
        }
    }

    /** The first run of a JVM is that of its compiler. */
    private void warmUp(LocalCluster cluster, DeliveryCheck check, Measure measure) {
        terminal.print("Warming up");
        run(cluster, settings.guarantees().get(0), 0, check, measure);
    }

    private void buildWhatIsMissing() {
        try (RunningModel model = RunningModel.start(stages.model(), stages.infer(), backends, BatchListener.NONE)) {
            terminal.print("Engine: " + model.description());
        }
    }

    private Alone alone() {
        terminal.print("Measuring the bare engine");
        try (BareEngine engine = BareEngine.load(stages, rows, backends)) {
            List<SpecificRecord> answers = engine.answers();
            return new Alone(engine.infos(), engine.measure(settings.engineTime()), answers);
        }
    }

    private List<SpecificRecord> reference() {
        terminal.print("Computing %,d answers with ONNX Runtime".formatted(pool.size()));
        try (BareEngine engine = BareEngine.reference(stages, rows, backends)) {
            return engine.answers();
        }
    }

    /** A broker with as many threads as the machine has room for. */
    private static LocalCluster cluster() {
        String threads = Integer.toString(Math.max(2, Runtime.getRuntime().availableProcessors() / 4));
        return LocalCluster.start(
                LocalBroker.Options.defaults()
                        .withSettings(Map.of("num.network.threads", threads, "num.io.threads", threads)),
                LocalRegistry.Options.defaults());
    }

    private Backlog fill(LocalCluster cluster, PipelineConfig local) {
        cluster.broker().createTopics(Map.of(local.input().topic(), settings.partitions()));
        Backlog backlog = new Backlog(pool, settings.load().records(), local);
        try (Progress progress = terminal.progress("sending", settings.load().records())) {
            backlog.send(local, progress, stop);
        }
        return backlog;
    }

    private Outcome run(LocalCluster cluster, Guarantee guarantee, int run, DeliveryCheck check, Measure measure) {
        PipelineConfig local = settings.subject().config(cluster, guarantee, guarantee + "-" + run);
        cluster.broker()
                .createTopics(
                        Map.of(local.output().topic(), settings.partitions()),
                        Map.of("message.timestamp.type", "LogAppendTime"));
        cluster.broker()
                .createTopics(Map.of(local.deadLetters().topic(), 1), Map.of("max.message.bytes", DEAD_LETTER_BYTES));
        PipelineRun observed;
        try (Progress progress =
                terminal.progress(guarantee.toString(), settings.load().records())) {
            observed = PipelineRun.over(settings.load().records(), local, progress, stop);
        }
        try (Progress progress = terminal.progress("checking", settings.load().records())) {
            Answers.read(local, check, progress, stop);
        }
        return outcome(guarantee, observed, check, measure);
    }

    private Outcome outcome(Guarantee guarantee, PipelineRun observed, DeliveryCheck check, Measure measure) {
        long[] appended = check.appendedMillis();
        double perSecond = appended.length == 0 ? 0 : SteadyState.perSecond(appended);
        double meanBatch = observed.batches().meanRows();
        return new Outcome(
                guarantee.toString(),
                perSecond,
                perSecond * rows.rowsPerRequest(),
                perSecond * measure.requestBytes() / 1e6,
                perSecond / measure.parts().engine(),
                perSecond / measure.parts().most(),
                appended.length == 0 ? 0 : SteadyState.seconds(appended),
                meanBatch,
                meanBatch / stages.infer().maxBatch(),
                SteadyState.cpuMicros(observed.observations()),
                SteadyState.sessionsComputing(observed.observations()),
                check.delivery(),
                check.delivery().problems(measure.agreement()));
    }

    private Report report(Alone alone, Measure measure, List<SpecificRecord> expected, List<Outcome> runs) {
        Agreement agreement = measure.agreement();
        return new Report(
                Report.Machine.ofThisProcess(),
                alone.infos(),
                new Report.Workload(
                        config.name(),
                        settings.load().records(),
                        pool.size(),
                        rows.rowsPerRequest(),
                        measure.requestBytes(),
                        settings.partitions(),
                        config.run().threads(),
                        stages.infer().maxBatch(),
                        stages.infer().sessions(),
                        stages.infer().window().toNanos() / 1e6),
                alone.point(),
                measure.parts(),
                new Report.Reference(settings.reference(), agreement.relative(), agreement.tellsApart(expected)),
                runs);
    }
}
