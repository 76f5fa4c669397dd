package io.penstock.topology.config;

import java.time.Duration;

/**
 * How Kafka Streams runs the pipeline.
 *
 * @param guarantee what it promises about each record
 * @param threads the StreamThreads of this instance
 * @param commitInterval how often offsets are committed
 * @param shutdownTimeout how long a clean stop may take
 */
public record RunConfig(Guarantee guarantee, int threads, Duration commitInterval, Duration shutdownTimeout) {
    private static final int THREADS = 2;
    private static final int MAX_THREADS = 256;

    static RunConfig read(Section root) {
        Guarantee guarantee = root.choice("guarantee", Guarantee.class, Guarantee.EXACTLY_ONCE_V2);
        Duration commitInterval =
                guarantee == Guarantee.EXACTLY_ONCE_V2 ? Duration.ofMillis(500) : Duration.ofSeconds(1);
        return new RunConfig(
                guarantee,
                root.integer("threads", THREADS, 1, MAX_THREADS),
                root.duration("commitInterval", commitInterval),
                root.duration("shutdownTimeout", Duration.ofSeconds(30)));
    }
}
