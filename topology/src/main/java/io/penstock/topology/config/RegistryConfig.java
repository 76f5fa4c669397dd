package io.penstock.topology.config;

import java.util.Map;
import java.util.TreeMap;

/**
 * The schema registry.
 *
 * @param url its address, or several, separated by commas
 * @param properties every other property of Confluent's serdes; its {@code toString} masks secrets
 */
public record RegistryConfig(String url, Map<String, String> properties) {
    static RegistryConfig read(Section section) {
        return new RegistryConfig(section.text("url"), section.otherProperties());
    }

    /** What Confluent's serdes are configured with. Holds secrets unmasked: not to be logged. */
    public Map<String, String> serdeProperties() {
        Map<String, String> all = new TreeMap<>(properties);
        all.put("schema.registry.url", url);
        return all;
    }

    /** Without the address, which may carry a user's name and password. */
    @Override
    public String toString() {
        return "RegistryConfig[url=" + (Secrets.secret("url", url) ? Secrets.MASK : url) + ", properties=" + properties
                + "]";
    }
}
