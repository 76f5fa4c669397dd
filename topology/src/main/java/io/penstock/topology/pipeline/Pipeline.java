package io.penstock.topology.pipeline;

import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import io.penstock.engine.EngineInfo;
import io.penstock.topology.config.PipelineConfig;
import io.penstock.topology.config.StageName;
import io.penstock.topology.engine.Backends;
import io.penstock.topology.engine.RunningModel;
import io.penstock.topology.stage.Stages;
import io.penstock.topology.status.PipelineMetrics;
import io.penstock.topology.status.StatusServer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.Topology;

/**
 * A running pipeline: its model, its Kafka Streams application and its status page, from start to clean stop. Owns all
 * of them. Thread-safe.
 */
public final class Pipeline implements AutoCloseable {
    private final PipelineConfig config;
    private final Resources resources;
    private final PipelineMetrics metrics;
    private final Optional<RunningModel> model;
    private final Lanes lanes;

    private Pipeline(
            PipelineConfig config,
            Resources resources,
            PipelineMetrics metrics,
            Optional<RunningModel> model,
            Lanes lanes) {
        this.config = config;
        this.resources = resources;
        this.metrics = metrics;
        this.model = model;
        this.lanes = lanes;
    }

    /**
     * Loads and warms up the model, checks the topics, registers the schemas and starts Kafka Streams.
     *
     * @throws io.penstock.topology.config.ConfigException listing every problem of the configuration
     * @throws PenstockException if the model, the broker or the registry does not let it start
     */
    public static Pipeline start(PipelineConfig config) {
        return start(config, Stages.load(), Backends.load());
    }

    /** As {@link #start(PipelineConfig)}, with these stages and backends. */
    public static Pipeline start(PipelineConfig config, Stages stages, Backends backends) {
        return start(config, stages, backends, Optional.empty());
    }

    /**
     * As {@link #start(PipelineConfig)}, with a topology of the caller's around the infer stage, and its records in the
     * topics of {@code input} and {@code output}. The configuration runs the stage {@code infer} alone.
     *
     * @param layout the topology; the pipeline takes it over and closes it last
     */
    public static Pipeline start(PipelineConfig config, Layout layout) {
        return start(config, Stages.load(), Backends.load(), Optional.of(layout));
    }

    private static Pipeline start(PipelineConfig config, Stages stages, Backends backends, Optional<Layout> layout) {
        Resources resources = new Resources();
        layout.ifPresent(resources::own);
        try {
            layout.ifPresent(own -> Lanes.requireOne(config));
            BoundStages bound = BoundStages.of(config, stages);
            return start(config, bound, backends, layout, resources);
        } catch (Throwable failure) {
            resources.closeAfter(failure);
            throw failure;
        }
    }

    private static Pipeline start(
            PipelineConfig config, BoundStages bound, Backends backends, Optional<Layout> layout, Resources resources) {
        PipelineMetrics metrics = resources.own(new PipelineMetrics(config.name()));
        TopicLimits limits = topicLimits(config);
        Wire wire = resources.own(new Wire(config, limits));
        wire.warmUpDeadLetters();
        if (layout.isEmpty()) {
            wire.warmUp(config.runs(StageName.INFER) || config.runs(StageName.POSTPROCESS));
        }
        Optional<RunningModel> model = config.runs(StageName.INFER)
                ? Optional.of(resources.own(RunningModel.start(bound.model(), bound.infer(), backends, metrics)))
                : Optional.empty();
        model.ifPresent(running -> {
            metrics.watch(running.batcher());
            running.engines().forEach(metrics::watch);
        });
        StateFolder state = resources.own(StateFolder.create(config.name()));
        Properties settings = layout.isEmpty()
                ? StreamsSettings.of(config, bound.infer(), state.path(), limits.batchBytes())
                : StreamsSettings.ofLayout(config, bound.infer(), state.path(), limits.batchBytes());
        Clock clock = Clock.systemUTC();
        settings.put(
                DeadLetterHandler.DEAD_LETTERS,
                new DeadLetters(
                        config.name(),
                        bound.binding(),
                        wire.deadLetters(),
                        config.deadLetters().maxRecordBytes(),
                        clock,
                        metrics));
        Lanes lanes = resources.own(new Lanes(config.run(), metrics));
        lanes.add(topology(config, bound, wire, clock, layout, model), settings);
        config.input()
                .batchTopic()
                .map(topic -> new PipelineTopology(config, bound, wire, clock).batchLane(topic, model.orElseThrow()))
                .ifPresent(lane -> lanes.add(lane, StreamsSettings.ofBatchLane(config, settings)));
        if (config.http().enabled()) {
            resources.own(StatusServer.start(
                    config.http(),
                    lanes::isAlive,
                    lanes::isRunning,
                    () -> status(config, model, lanes),
                    metrics::scrape));
        }
        lanes.start();
        return new Pipeline(config, resources, metrics, model, lanes);
    }

    private static Topology topology(
            PipelineConfig config,
            BoundStages bound,
            Wire wire,
            Clock clock,
            Optional<Layout> layout,
            Optional<RunningModel> model) {
        return layout.map(own -> own.topology(model.orElseThrow().batcher(), bound.inferLimits()))
                .orElseGet(() -> new PipelineTopology(config, bound, wire, clock).build(model));
    }

    private static String status(PipelineConfig config, Optional<RunningModel> model, Lanes lanes) {
        return "pipeline: %s\nready: %s\nbackend: %s\n"
                .formatted(config.name(), lanes.isRunning() ? "yes" : "no", description(model));
    }

    /** What serves, device by device; none where infer runs in another application. */
    public List<EngineInfo> engines() {
        return model.map(RunningModel::engines).orElse(List.of());
    }

    private static String description(Optional<RunningModel> model) {
        return model.map(RunningModel::description).orElse("none: infer runs in another application");
    }

    private static TopicLimits topicLimits(PipelineConfig config) {
        try (Admin admin = Admin.create(StreamsSettings.ofAdmin(config))) {
            return TopicLimits.read(admin, config, StreamsSettings.maxRequestSize(config));
        }
    }

    /** Which backend computes, where, and why that one. */
    public String engineDescription() {
        return description(model);
    }

    /** Whether every partition assigned to it is being processed; its model has been warm since before it started. */
    public boolean isReady() {
        return lanes.isRunning();
    }

    /**
     * Waits until it is ready.
     *
     * @throws PenstockException the failure that stopped it meanwhile, or TRANSIENT after the timeout
     */
    public void awaitReady(Duration timeout) {
        if (!lanes.awaitRunning(timeout)) {
            throw new PenstockException(
                    FailureCategory.TRANSIENT,
                    "the pipeline is not ready: name=" + config.name() + ", waited=" + timeout.toSeconds() + " s");
        }
    }

    /** What stopped it, if something did. */
    public Optional<Throwable> failure() {
        return lanes.failure();
    }

    /** Waits until it is closed or has failed. */
    public void awaitTermination() {
        lanes.awaitEnd();
    }

    /** The sizes of the micro-batches so far, and their time. */
    public BatchStatistics batchStatistics() {
        return new BatchStatistics(metrics.batchesByRows(), metrics.computeTime());
    }

    /** Answers what it has read, commits and stops, within {@code shutdownTimeout}. Closing twice does nothing. */
    @Override
    public void close() {
        resources.close();
    }
}
