package io.penstock.topology.bench.load;

import java.util.HashMap;
import java.util.Map;

/**
 * What Kafka's clients need to reach the brokers; {@code toString} shows no values, which may be secrets.
 *
 * @param producer the properties of a producer
 * @param consumer the properties of a consumer
 * @param admin the properties of an admin client
 */
public record LoadClients(Map<String, Object> producer, Map<String, Object> consumer, Map<String, Object> admin) {
    public LoadClients {
        producer = Map.copyOf(producer);
        consumer = Map.copyOf(consumer);
        admin = Map.copyOf(admin);
    }

    /** Clients of a broker without TLS and SASL. */
    static LoadClients of(String bootstrapServers) {
        Map<String, Object> servers = Map.of("bootstrap.servers", bootstrapServers);
        return new LoadClients(servers, servers, servers);
    }

    /** The producer's properties with these, which go before. */
    Map<String, Object> producerWith(Map<String, ?> more) {
        return with(producer, more);
    }

    /** The consumer's properties with these, which go before. */
    Map<String, Object> consumerWith(Map<String, ?> more) {
        return with(consumer, more);
    }

    private static Map<String, Object> with(Map<String, Object> properties, Map<String, ?> more) {
        Map<String, Object> all = new HashMap<>(properties);
        all.remove("group.id");
        all.putAll(more);
        return all;
    }

    @Override
    public String toString() {
        return "LoadClients[" + admin.get("bootstrap.servers") + "]";
    }
}
