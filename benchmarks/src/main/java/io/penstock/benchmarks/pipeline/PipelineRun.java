package io.penstock.benchmarks.pipeline;

import com.sun.management.OperatingSystemMXBean;
import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import io.penstock.topology.config.PipelineConfig;
import io.penstock.topology.pipeline.BatchStatistics;
import io.penstock.topology.pipeline.Pipeline;
import io.penstock.topology.terminal.Progress;
import io.penstock.topology.terminal.StopSignal;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * Lets a pipeline answer a backlog. It is followed by the offsets it commits, not by reading its answers, which would
 * take of the machine what is to be measured.
 *
 * @param batches how large its micro-batches were
 * @param observations how far it had come when, from before its first answer until after its last
 */
record PipelineRun(BatchStatistics batches, List<Observation> observations) {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    PipelineRun {
        observations = List.copyOf(observations);
    }

    /**
     * Starts a pipeline, waits until all answers are committed, and stops it.
     *
     * @throws PenstockException FATAL, if it fails, or comes no further for a minute
     */
    static PipelineRun over(int records, PipelineConfig config, Progress progress, StopSignal stop) {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers(config)));
                Pipeline pipeline = Pipeline.start(config)) {
            List<Observation> observations = new ArrayList<>();
            observations.add(observe(admin, config, pipeline));
            long movedAt = System.nanoTime();
            while (last(observations).committed() < records) {
                stop.pause(POLL);
                pipeline.failure().ifPresent(PipelineRun::fail);
                Observation now = observe(admin, config, pipeline);
                movedAt = now.committed() > last(observations).committed() ? System.nanoTime() : movedAt;
                observations.add(now);
                progress.at(now.committed());
                requireMovement(movedAt, now, records);
            }
            return new PipelineRun(pipeline.batchStatistics(), observations);
        }
    }

    private static Observation last(List<Observation> observations) {
        return observations.get(observations.size() - 1);
    }

    private static void fail(Throwable failure) {
        throw new PenstockException(FailureCategory.FATAL, "the pipeline has failed: " + failure.getMessage(), failure);
    }

    private static void requireMovement(long movedAt, Observation now, int records) {
        if (System.nanoTime() - movedAt > PATIENCE.toNanos()) {
            throw new PenstockException(
                    FailureCategory.FATAL,
                    "nothing was committed for " + PATIENCE.toSeconds() + " s: committed=" + now.committed()
                            + ", records=" + records);
        }
    }

    private static Observation observe(Admin admin, PipelineConfig config, Pipeline pipeline) {
        try {
            long committed =
                    admin
                            .listConsumerGroupOffsets(config.name())
                            .partitionsToOffsetAndMetadata()
                            .get()
                            .values()
                            .stream()
                            .filter(Objects::nonNull)
                            .mapToLong(offset -> offset.offset())
                            .sum();
            return new Observation(
                    committed,
                    System.nanoTime(),
                    cpuNanos(),
                    pipeline.batchStatistics().computeTime().toNanos());
        } catch (ExecutionException e) {
            throw new PenstockException(
                    FailureCategory.FATAL, "the broker does not tell what was committed: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PenstockException(FailureCategory.FATAL, "interrupted while asking what was committed", e);
        }
    }

    private static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private static String servers(PipelineConfig config) {
        return Objects.requireNonNull(config.kafka().get("bootstrap.servers"), "a pipeline has a broker");
    }
}
