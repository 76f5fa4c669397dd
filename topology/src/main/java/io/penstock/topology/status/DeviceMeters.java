package io.penstock.topology.status;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.penstock.inference.BatchReport;
import java.util.concurrent.TimeUnit;

/** What one device computes; the tag {@code device} names it. Thread-safe. */
final class DeviceMeters {
    private final DistributionSummary rows;
    private final Counter padding;
    private final Timer compute;

    DeviceMeters(MeterRegistry registry, String device) {
        rows = DistributionSummary.builder("penstock.batch.rows")
                .description("Rows of a micro-batch")
                .tag("device", device)
                .publishPercentiles(0.5, 0.99)
                .register(registry);
        padding = Counter.builder("penstock.batch.padding.rows")
                .description("Rows computed for nobody")
                .tag("device", device)
                .register(registry);
        compute = Timer.builder("penstock.batch.compute")
                .description("The engine's time for a micro-batch, copies included")
                .tag("device", device)
                .publishPercentiles(0.5, 0.99)
                .register(registry);
    }

    /** The time all its micro-batches took so far, in nanoseconds; of those that ran at the same time, each one's counts. */
    double computeNanos() {
        return compute.totalTime(TimeUnit.NANOSECONDS);
    }

    void record(BatchReport report) {
        rows.record(report.rows());
        padding.increment(report.paddingRows());
        compute.record(report.computeNanos(), TimeUnit.NANOSECONDS);
    }
}
