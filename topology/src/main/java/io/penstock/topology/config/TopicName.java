package io.penstock.topology.config;

import java.util.Optional;
import java.util.regex.Pattern;

/** The rule for names that Kafka keeps: those of topics, and the pipeline's own, which names its group. */
final class TopicName {
    private static final Pattern LEGAL = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._-]{1,249}");

    private TopicName() {}

    /** A topic that must be given. */
    static String read(Section section) {
        return checked(section, "topic", section.text("topic"));
    }

    /** A topic that may be given. */
    static Optional<String> readOptional(Section section, String key) {
        return section.optionalText(key).map(name -> checked(section, key, name));
    }

    static String checked(Section section, String key, String name) {
        Optional.of(name)
                .filter(given -> section.has(key) && !LEGAL.matcher(given).matches())
                .ifPresent(given -> section.problem(
                        key, "must be at most 249 letters, digits, dots, underscores and hyphens, is " + given));
        return name;
    }
}
