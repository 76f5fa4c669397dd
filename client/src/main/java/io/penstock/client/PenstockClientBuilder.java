package io.penstock.client;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;

/** Builds a {@link PenstockClient}. Belongs to one thread. */
public final class PenstockClientBuilder {
    private final Map<String, String> kafka = new HashMap<>();
    private final Map<String, String> registry = new HashMap<>();
    private String requests = "";
    private String results = "";
    private String deadLetters = "";
    private Duration timeout = Duration.ofSeconds(30);
    private int maxInFlight = 1_000;
    private WhenFull whenFull = WhenFull.BLOCK;
    private Executor callbacks = ForkJoinPool.commonPool();
    private ClientListener listener = ClientListener.NONE;

    PenstockClientBuilder() {}

    /** The broker's address, or several, separated by commas. Required. */
    public PenstockClientBuilder bootstrapServers(String addresses) {
        return kafka(Map.of("bootstrap.servers", addresses));
    }

    /** The schema registry's address, or several, separated by commas. Required. */
    public PenstockClientBuilder registry(String url) {
        return registry(Map.of("schema.registry.url", url));
    }

    /** The pipeline's input, output and dead-letter topics, which must exist. Required. */
    public PenstockClientBuilder topics(String input, String output, String refused) {
        requests = input;
        results = output;
        deadLetters = refused;
        return this;
    }

    /** More properties of Kafka's clients, such as those of TLS and SASL. */
    public PenstockClientBuilder kafka(Map<String, String> properties) {
        kafka.putAll(properties);
        return this;
    }

    /** More properties of Confluent's serdes, such as {@code auto.register.schemas}. */
    public PenstockClientBuilder registry(Map<String, String> properties) {
        registry.putAll(properties);
        return this;
    }

    /** How long an answer may take, from the call on; 30 s by default. */
    public PenstockClientBuilder timeout(Duration longest) {
        timeout = longest;
        return this;
    }

    /** The most requests without an answer; 1,000 by default. */
    public PenstockClientBuilder maxInFlight(int most) {
        maxInFlight = most;
        return this;
    }

    /** What happens to a request above {@link #maxInFlight}; by default its caller waits. */
    public PenstockClientBuilder whenFull(WhenFull choice) {
        whenFull = choice;
        return this;
    }

    /** Where futures complete, so that what hangs on them never stops the reading; the common pool by default. */
    public PenstockClientBuilder callbacks(Executor executor) {
        callbacks = executor;
        return this;
    }

    /** Who hears of what it does, such as {@link ClientMeters}. */
    public PenstockClientBuilder listener(ClientListener hears) {
        listener = hears;
        return this;
    }

    /**
     * Connects the client: once this returns, no answer to a request of its own can be missed.
     *
     * @throws IllegalArgumentException if a setting is missing or wrong
     * @throws org.apache.kafka.common.KafkaException if the broker does not answer or a topic does not exist
     */
    public PenstockClient build() {
        return PenstockClient.connect(new ClientSettings(
                new ClientSettings.Topics(requests, results, deadLetters),
                kafka,
                registry,
                timeout,
                maxInFlight,
                whenFull,
                new Callbacks(callbacks),
                listener));
    }
}
