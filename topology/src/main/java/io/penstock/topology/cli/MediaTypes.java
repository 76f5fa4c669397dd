package io.penstock.topology.cli;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Media types by the ends of files' names. */
final class MediaTypes {
    static final String JSON = "application/json";

    private static final Map<String, String> BY_EXTENSION = Map.of(
            "png", "image/png",
            "jpg", "image/jpeg",
            "jpeg", "image/jpeg",
            "webp", "image/webp",
            "gif", "image/gif",
            "bmp", "image/bmp",
            "json", JSON);

    private MediaTypes() {}

    static Optional<String> of(String file) {
        String extension = file.substring(file.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return Optional.ofNullable(BY_EXTENSION.get(extension));
    }
}
