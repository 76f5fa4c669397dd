package io.penstock.benchmarks.subject;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * How a subject's process is spoken with: one command a line on its standard input, one line of JSON on its standard
 * output for each. Thread-safe.
 */
public final class Protocol {
    /** Followed by a {@link Workload}: starts the subject. */
    public static final String START = "start ";
    /** Asks for the subject's settings for the workload that follows. */
    public static final String DESCRIBE = "describe ";
    /** Asks for a {@link Usage}. */
    public static final String OBSERVE = "observe";
    /** Asks for a {@link Memory}, for which the process collects its garbage. */
    public static final String MEMORY = "memory";
    /** Stops what was started. */
    public static final String STOP = "stop";

    private static final JsonMapper JSON = new JsonMapper();

    private Protocol() {}

    /** A value on one line. */
    public static String line(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what is sent is always representable", e);
        }
    }

    /**
     * The value of a line.
     *
     * @throws IllegalStateException if it is none
     */
    public static <T> T value(String line, Class<T> type) {
        try {
            return JSON.readValue(line, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not a " + type.getSimpleName() + ": " + line, e);
        }
    }
}
