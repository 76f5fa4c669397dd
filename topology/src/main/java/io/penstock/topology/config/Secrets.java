package io.penstock.topology.config;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Tells which values must never be printed. */
final class Secrets {
    /** Stands for a value that is not printed. */
    static final String MASK = "***";

    private static final Set<String> WORDS = Set.of("password", "passphrase", "secret", "token");
    private static final List<String> ENDINGS = List.of("sasl.jaas.config", "basic.auth.user.info", ".key");
    private static final Pattern WORD_BOUNDARY = Pattern.compile("[._-]|(?<=[a-z])(?=[A-Z])");
    private static final Pattern URL_WITH_USER = Pattern.compile("://[^/@\\s]+@");

    private Secrets() {}

    /** Whether a key's name says that its value is a secret, or the value carries a URL with a user in it. */
    static boolean secret(String key, String value) {
        return WORD_BOUNDARY.splitAsStream(key).anyMatch(word -> WORDS.contains(word.toLowerCase(Locale.ROOT)))
                || ENDINGS.stream().anyMatch(key.toLowerCase(Locale.ROOT)::endsWith)
                || URL_WITH_USER.matcher(value).find();
    }

    /** A node as written, with secrets and references masked. */
    static String show(String key, Yaml node) {
        if (node instanceof Yaml.Mapping section) {
            return section.entries().entrySet().stream()
                    .map(entry -> entry.getKey() + "=" + show(entry.getKey(), entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (node instanceof Yaml.Sequence list) {
            return list.elements().stream()
                    .map(element -> show(key, element))
                    .toList()
                    .toString();
        }
        String text = ((Yaml.Scalar) node).text();
        return References.in(text) || secret(key, text) ? MASK : text;
    }
}
