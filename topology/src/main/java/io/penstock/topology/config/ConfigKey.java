package io.penstock.topology.config;

/**
 * A key that the code reads, as the configuration reference lists it.
 *
 * @param path its path, with {@code []} for the elements of a list, such as {@code infer.window}
 * @param type what its value is, such as {@code duration}
 * @param fallback the value taken when it is absent; {@code required} or {@code none} where there is no such value
 */
public record ConfigKey(String path, String type, String fallback) {
    /** The fallback of a key that has none and may be absent. */
    public static final String NONE = "none";
    /** The fallback of a key that must be given. */
    public static final String REQUIRED = "required";
}
