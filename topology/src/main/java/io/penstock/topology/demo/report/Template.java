package io.penstock.topology.demo.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text of the class path with places such as {@code {{title}}}. Immutable. */
record Template(String text) {
    private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z0-9-]+)}}");

    static Template load(String name) {
        try (InputStream file = Template.class.getResourceAsStream(name)) {
            return new Template(new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The text with each place filled.
     *
     * @throws IllegalArgumentException if there is nothing for a place
     */
    String fill(Map<String, String> contents) {
        return PLACE.matcher(text).replaceAll(place -> {
            String content = contents.get(place.group(1));
            if (content == null) {
                throw new IllegalArgumentException("nothing to put at " + place.group());
            }
            return Matcher.quoteReplacement(content);
        });
    }
}
