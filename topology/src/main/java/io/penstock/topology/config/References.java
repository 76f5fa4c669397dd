package io.penstock.topology.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Resolves {@code ${NAME}}, {@code ${NAME:default}} and {@code ${file:/path}} in a value. A reference with two dollars in
 * front of it stands for itself, with one.
 */
final class References {
    private static final Pattern REFERENCE = Pattern.compile("\\$(\\$\\{)|\\$\\{([^}]*)}");
    private static final Pattern NAME = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)(?::(.*))?", Pattern.DOTALL);
    private static final String FILE = "file:";

    private final Path folder;
    private final Map<String, String> environment;

    References(Path folder, Map<String, String> environment) {
        this.folder = folder;
        this.environment = environment;
    }

    /**
     * A value with its references resolved.
     *
     * @param text what takes its place
     * @param secret whether some of it came from outside of the file, or its key says so
     */
    record Resolved(String text, boolean secret) {}

    /** Whether a value has a reference in it. */
    static boolean in(String text) {
        return REFERENCE.matcher(text).results().anyMatch(match -> match.group(2) != null);
    }

    /** The folder that relative paths start from. */
    Path folder() {
        return folder;
    }

    /**
     * Resolves every reference in {@code text}.
     *
     * @throws InvalidValue if one of them leads nowhere
     */
    Resolved resolve(String key, String text) {
        Matcher matcher = REFERENCE.matcher(text);
        StringBuilder resolved = new StringBuilder();
        while (matcher.find()) {
            String reference = matcher.group(2);
            matcher.appendReplacement(
                    resolved, Matcher.quoteReplacement(reference == null ? matcher.group(1) : lookUp(reference)));
        }
        String value = matcher.appendTail(resolved).toString();
        return new Resolved(value, in(text) || Secrets.secret(key, value));
    }

    private String lookUp(String reference) {
        if (reference.startsWith(FILE)) {
            return content(reference.substring(FILE.length()));
        }
        Matcher matcher = NAME.matcher(reference);
        if (!matcher.matches()) {
            throw InvalidValue.of("has a reference that is neither ${NAME}, ${NAME:default} nor ${file:/path}");
        }
        String value = environment.getOrDefault(matcher.group(1), matcher.group(2));
        if (value == null) {
            throw InvalidValue.of("the environment variable " + matcher.group(1) + " is not set; set it or write ${"
                    + matcher.group(1) + ":default}");
        }
        return value;
    }

    private String content(String path) {
        try {
            return Files.readString(folder.resolve(path)).replaceFirst("\\R\\z", "");
        } catch (IOException | java.nio.file.InvalidPathException e) {
            throw InvalidValue.of(
                    "cannot read the file " + path + " (" + e.getClass().getSimpleName() + ")");
        }
    }
}
