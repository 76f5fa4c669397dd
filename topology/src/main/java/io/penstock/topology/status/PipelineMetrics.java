package io.penstock.topology.status;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.penstock.RecordFailure;
import io.penstock.engine.EngineInfo;
import io.penstock.inference.BatchReport;
import io.penstock.inference.batching.BatchListener;
import io.penstock.inference.batching.MicroBatcher;
import io.penstock.inference.policy.ClosedBatch;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** Counts what the pipeline does, for Prometheus and for the demo. Thread-safe. */
public final class PipelineMetrics implements BatchListener, AutoCloseable {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Map<Integer, LongAdder> batchesByRows = new ConcurrentHashMap<>();
    private final Map<String, DeviceMeters> devices = new ConcurrentHashMap<>();
    private final Map<ClosedBatch.Cause, Counter> closed = new EnumMap<>(ClosedBatch.Cause.class);
    private final Counter failures;

    /** @param pipeline the tag {@code pipeline} of every metric */
    public PipelineMetrics(String pipeline) {
        registry.config().commonTags("pipeline", pipeline);
        for (ClosedBatch.Cause cause : ClosedBatch.Cause.values()) {
            closed.put(
                    cause,
                    registry.counter("penstock.batches", "cause", cause.name().toLowerCase(Locale.ROOT)));
        }
        failures = Counter.builder("penstock.batch.failures")
                .description("Batches, or parts of them, that the engine refused")
                .register(registry);
        new JvmMemoryMetrics().bindTo(registry);
    }

    /** Shows what an engine computes, and whether what it serves was compared with its model. */
    public void watch(EngineInfo engine) {
        device(engine);
        Gauge.builder("penstock.engine.unverified", () -> engine.verified() ? 0 : 1)
                .description("1 where what is served was not compared with its model")
                .tags("model", engine.model(), "version", engine.modelVersion(), "device", engine.device())
                .register(registry);
    }

    private DeviceMeters device(EngineInfo engine) {
        return devices.computeIfAbsent(engine.device(), device -> new DeviceMeters(registry, device));
    }

    /** Shows what is in flight in this batcher. */
    public void watch(MicroBatcher batcher) {
        Gauge.builder("penstock.inflight.rows", batcher, MicroBatcher::inFlightRows)
                .description("Rows claimed and not yet computed")
                .register(registry);
        Gauge.builder("penstock.inflight.bytes", batcher, MicroBatcher::inFlightBytes)
                .description("Bytes that the rows in flight hold")
                .register(registry);
    }

    @Override
    public void onClosed(ClosedBatch batch) {
        Objects.requireNonNull(closed.get(batch.cause()), "a counter of every cause")
                .increment();
    }

    @Override
    public void onComputed(BatchReport report) {
        batchesByRows.computeIfAbsent(report.rows(), rows -> new LongAdder()).increment();
        device(report.engine()).record(report);
    }

    @Override
    public void onFailed(int rows, String reason) {
        failures.increment();
    }

    /** A record became a dead letter. */
    public void onDeadLetter(RecordFailure failure) {
        registry.counter("penstock.dead.letters", "category", failure.name()).increment();
    }

    /** A StreamThread died; what it had not committed is read again. */
    public void onThreadDied() {
        registry.counter("penstock.threads.died").increment();
    }

    /** How many batches had so many rows. */
    public Map<Integer, Long> batchesByRows() {
        return batchesByRows.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue()
                .sum()));
    }

    /** The time that all micro-batches took so far; of those that ran at the same time, each one's counts. */
    public Duration computeTime() {
        return Duration.ofNanos(Math.round(devices.values().stream()
                .mapToDouble(DeviceMeters::computeNanos)
                .sum()));
    }

    /** Every metric in Prometheus' text format. */
    public String scrape() {
        return registry.scrape();
    }

    @Override
    public void close() {
        registry.close();
    }
}
