package io.penstock.topology.score.format;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Media types by the ends of files' names. */
public final class MediaTypes {
    public static final String JSON = "application/json";

    private static final Map<String, String> BY_EXTENSION = Map.of(
            "png", "image/png",
            "jpg", "image/jpeg",
            "jpeg", "image/jpeg",
            "webp", "image/webp",
            "gif", "image/gif",
            "bmp", "image/bmp",
            "json", JSON);

    private MediaTypes() {}

    /** The media type that a file of this name has; empty if its ending says nothing. */
    public static Optional<String> of(String file) {
        String extension = file.substring(file.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return Optional.ofNullable(BY_EXTENSION.get(extension));
    }
}
