package io.penstock.client;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * What a client is built of.
 *
 * @param topics where requests go and answers come from
 * @param kafka the properties of its producer and its consumer
 * @param registry the properties of Confluent's serdes
 * @param timeout how long an answer may take, from the call on
 * @param maxInFlight the most requests without an answer
 * @param whenFull what happens to one more
 * @param callbacks where futures complete
 * @param listener hears of it
 */
record ClientSettings(
        Topics topics,
        Map<String, String> kafka,
        Map<String, String> registry,
        Duration timeout,
        int maxInFlight,
        WhenFull whenFull,
        Callbacks callbacks,
        ClientListener listener) {
    /**
     * The topics of a pipeline.
     *
     * @param requests its input
     * @param results its output
     * @param deadLetters its dead letters
     */
    record Topics(String requests, String results, String deadLetters) {
        Topics {
            require(
                    !requests.isBlank(),
                    "the topic of requests is missing: call topics(requests, results, deadLetters)");
            require(!results.isBlank(), "the topic of results is empty");
            require(!deadLetters.isBlank(), "the topic of dead letters is empty");
        }
    }

    ClientSettings {
        kafka = Map.copyOf(kafka);
        registry = Map.copyOf(registry);
        require(kafka.containsKey("bootstrap.servers"), "the broker's address is missing: call bootstrapServers(...)");
        require(registry.containsKey("schema.registry.url"), "the registry's address is missing: call registry(...)");
        require(timeout.toMillis() > 0, "timeout must be at least 1 ms, is " + timeout);
        require(maxInFlight > 0, "maxInFlight must be at least 1, is " + maxInFlight);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    /** The producer's properties: it waits for its metadata no longer than a caller waits for an answer. */
    Map<String, Object> producer() {
        Map<String, Object> all = withSystemBuffers();
        all.putIfAbsent("linger.ms", "1");
        all.putIfAbsent("max.block.ms", Long.toString(timeout.toMillis()));
        all.putIfAbsent("max.request.size", Integer.toString(16 << 20));
        return all;
    }

    /** The consumer's properties: no group, and only what is committed. */
    Map<String, Object> consumer() {
        Map<String, Object> all = withSystemBuffers();
        all.remove("group.id");
        all.put("enable.auto.commit", "false");
        all.put("isolation.level", "read_committed");
        all.put("auto.offset.reset", "earliest");
        all.put("allow.auto.create.topics", "false");
        all.putIfAbsent("metadata.max.age.ms", "30000");
        return all;
    }

    /**
     * Sockets with the system's own buffers, as a pipeline's: a recent Linux drops what goes beyond Kafka's, and has it
     * sent again 200 ms later.
     */
    private Map<String, Object> withSystemBuffers() {
        Map<String, Object> all = new HashMap<>(kafka);
        all.putIfAbsent("send.buffer.bytes", "-1");
        all.putIfAbsent("receive.buffer.bytes", "-1");
        return all;
    }
}
