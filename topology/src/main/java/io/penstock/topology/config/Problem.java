package io.penstock.topology.config;

import java.io.Serializable;

/**
 * One thing wrong with a configuration.
 *
 * @param path the key it concerns, such as {@code infer.window}; empty for the whole file
 * @param message what is wrong and how to right it; never a secret value
 * @param line the line in the file, 0 if unknown
 */
public record Problem(String path, String message, int line) implements Serializable {
    /** As in {@code infer.window: must be positive, is -5 ms (line 7)}. */
    @Override
    public String toString() {
        String where = path.isEmpty() ? "" : path + ": ";
        String at = line == 0 ? "" : " (line " + line + ")";
        return where + message + at;
    }
}
