package io.penstock.benchmarks.rivals;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether latency is measured, and at which rate. */
final class LatencyOptions {
    @Option(
            names = "--latency",
            description =
                    "Then measure latency too: requests come at a fixed rate, whatever the subject does, and latency"
                            + " counts from when a request should have been sent until its answer is read with read_committed.")
    private boolean latency;

    @Option(
            names = "--share",
            paramLabel = "X",
            defaultValue = "0.5",
            description = "That rate, as a share of what the subject itself has reached. Default: ${DEFAULT-VALUE}.")
    private double share;

    @Option(names = "--rate", paramLabel = "N", description = "That rate in requests a second, for all subjects alike.")
    private @Nullable Double rate;

    @Option(
            names = "--latency-seconds",
            paramLabel = "S",
            defaultValue = "20",
            description = "How long is measured, after ten seconds of the same rate. Default: ${DEFAULT-VALUE}.")
    private double latencySeconds;

    @Option(
            names = "--latency-rounds",
            paramLabel = "N",
            defaultValue = "1",
            description = "How often, the subjects in turn; the turn whose p99 is the median is told. Default:"
                    + " ${DEFAULT-VALUE}.")
    private int latencyRounds;

    @Option(
            names = "--request-linger",
            paramLabel = "MS",
            defaultValue = "0",
            description = "How long the sender of requests waits for more; its requests count from when they are due."
                    + " Default: ${DEFAULT-VALUE}.")
    private int requestLinger;

    Optional<Settings.LatencySettings> settings() {
        return latency
                ? Optional.of(new Settings.LatencySettings(
                        latencyRounds, latencySeconds, share, Optional.ofNullable(rate), requestLinger))
                : Optional.empty();
    }
}
