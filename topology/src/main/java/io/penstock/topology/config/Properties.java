package io.penstock.topology.config;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Free-form properties, sorted by key, whose {@code toString} masks the secret ones. Immutable. Copying it into another
 * map loses the mask.
 */
final class Properties extends AbstractMap<String, String> {
    private final Map<String, String> values = new TreeMap<>();
    private final Set<String> secret;

    Properties(Map<String, References.Resolved> properties) {
        properties.forEach((key, value) -> values.put(key, value.text()));
        secret = properties.entrySet().stream()
                .filter(property -> property.getValue().secret())
                .map(Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    private Properties(Map<String, String> values, Set<String> secret) {
        this.values.putAll(values);
        this.secret = secret;
    }

    /** These properties and one more, which is no secret. */
    static Map<String, String> with(Map<String, String> properties, String key, String value) {
        Set<String> secret = properties instanceof Properties masked ? masked.secret : Set.of();
        Properties more = new Properties(properties, secret);
        more.values.put(key, value);
        return more;
    }

    @Override
    public Set<Entry<String, String>> entrySet() {
        return Collections.unmodifiableMap(values).entrySet();
    }

    @Override
    public String toString() {
        return values.entrySet().stream()
                .map(entry ->
                        entry.getKey() + "=" + (secret.contains(entry.getKey()) ? Secrets.MASK : entry.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
    }
}
