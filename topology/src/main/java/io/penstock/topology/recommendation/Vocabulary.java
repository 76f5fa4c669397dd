package io.penstock.topology.recommendation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The ids that the model knows, numbered from 1 as its embeddings are. Immutable. */
final class Vocabulary {
    /** The number of every id that the model does not know. */
    static final long UNKNOWN = 0;

    private final Map<String, Long> numbers;

    private Vocabulary(Map<String, Long> numbers) {
        this.numbers = numbers;
    }

    /** The lines of a file. */
    static Vocabulary of(Path file) {
        try {
            return of(Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException("the model lacks a vocabulary: " + file, e);
        }
    }

    static Vocabulary of(List<String> ids) {
        Map<String, Long> numbers = new HashMap<>();
        for (String id : ids) {
            numbers.put(id, numbers.size() + 1L);
        }
        return new Vocabulary(numbers);
    }

    /** The id's number, or {@link #UNKNOWN}. */
    long number(String id) {
        return numbers.getOrDefault(id, UNKNOWN);
    }
}
