package io.penstock.topology.config;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads {@code kafka:}, which is handed to Kafka Streams as it is, and what must fit together with it. */
final class KafkaProperties {
    private static final Map<String, String> SET_ELSEWHERE = Map.of(
            "application.id", "name",
            "commit.interval.ms", "commitInterval",
            "num.stream.threads", "threads",
            "processing.guarantee", "guarantee");
    private static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration MAX_POLL_INTERVAL = Duration.ofMinutes(5);

    private KafkaProperties() {}

    static Map<String, String> read(Section root) {
        Map<String, String> properties = root.properties("kafka");
        Section section = root.section("kafka");
        section.text("bootstrap.servers");
        section.ignoreAll();
        SET_ELSEWHERE.forEach((property, key) -> {
            if (properties.containsKey(property)) {
                section.problem(property, "is set by " + key);
            }
        });
        return properties;
    }

    /** A commit that waits for the engine must end before the broker gives up on the transaction or on the member. */
    static void checkDrain(Map<String, String> kafka, RunConfig run, InferConfig infer, Section section) {
        Duration transaction =
                duration(kafka, TRANSACTION_TIMEOUT, "producer.transaction.timeout.ms", "transaction.timeout.ms");
        Duration sum = run.commitInterval().plus(infer.drainTimeout());
        if (run.guarantee() == Guarantee.EXACTLY_ONCE_V2 && sum.compareTo(transaction) >= 0) {
            section.problem(
                    "drainTimeout",
                    "with commitInterval must stay below kafka's transaction.timeout.ms, is " + sum.toMillis()
                            + " ms of " + transaction.toMillis() + " ms");
        }
        Duration poll = duration(
                kafka,
                MAX_POLL_INTERVAL,
                "main.consumer.max.poll.interval.ms",
                "consumer.max.poll.interval.ms",
                "max.poll.interval.ms");
        if (infer.drainTimeout().compareTo(poll) >= 0) {
            section.problem(
                    "drainTimeout",
                    "must stay below kafka's max.poll.interval.ms, is "
                            + infer.drainTimeout().toMillis() + " ms of " + poll.toMillis() + " ms");
        }
    }

    private static Duration duration(Map<String, String> kafka, Duration fallback, String... keys) {
        return Stream.of(keys)
                .map(kafka::get)
                .flatMap(value -> Optional.ofNullable(value).stream())
                .filter(value -> value.matches("\\d{1,18}"))
                .map(value -> Duration.ofMillis(Long.parseLong(value)))
                .findFirst()
                .orElse(fallback);
    }
}
