package io.penstock.topology.demo.recommendation;

import io.penstock.topology.config.Precision;
import java.nio.file.Path;

/**
 * How the recommendation demo runs.
 *
 * @param events how many events, over all phases
 * @param candidates how many candidates are ranked for each, at most
 * @param threads how many StreamThreads the pipeline has, and its topics partitions
 * @param brokerPort the port of 127.0.0.1 for the broker, 0 for any free one
 * @param registryPort the same for the registry
 * @param guarantee the pipeline's guarantee in Kafka's spelling
 * @param backend what computes, or {@code auto}
 * @param precision the precision to compute in
 * @param plans where a backend that computes with plans finds the one it needs, and puts it if it has to build it
 */
public record RecommendationDemoOptions(
        int events,
        int candidates,
        int threads,
        int brokerPort,
        int registryPort,
        String guarantee,
        String backend,
        Precision precision,
        Path plans) {
    /** The fewest events: before that there is nothing to judge. */
    public static final int LEAST_EVENTS = 1_000;

    private static final int LEAST_BATCH = 1_024;
    private static final int REQUESTS_IN_A_BATCH = 8;

    /** The most rows of a batch: room for eight events with all of their candidates. */
    public int maxBatch() {
        return Math.max(LEAST_BATCH, REQUESTS_IN_A_BATCH * candidates);
    }
}
