package io.penstock.topology.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What {@code kafka:} says of one kind of client. */
public final class PrefixedProperties {
    private PrefixedProperties() {}

    /**
     * Those that begin with one of the prefixes, without it.
     *
     * @param kafka the properties of all clients
     * @param prefixes the widest first: of two that say something, the later one counts, as in Kafka Streams
     */
    public static Map<String, String> of(Map<String, String> kafka, List<String> prefixes) {
        Map<String, String> properties = new HashMap<>();
        for (String prefix : prefixes) {
            kafka.forEach((key, value) -> {
                if (key.startsWith(prefix)) {
                    properties.put(key.substring(prefix.length()), value);
                }
            });
        }
        return properties;
    }
}
