package io.penstock.benchmarks.rivals;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What requests ask for. */
enum Load {
    /** Nothing: the request's bytes come back. What is left is the cost of Kafka and of what is around the engine. */
    NULL("null-engine", 3_000_000),
    /** {@code engines/models/digits}: 64 numbers, some ten microseconds of compute. */
    DIGITS("onnxruntime", 2_000_000),
    /** {@code benchmarks/models/encoder.py}: 64 tokens through four layers, some milliseconds. */
    TRANSFORMER("onnxruntime", 100_000);

    private final String backend;
    private final int usualRecords;

    Load(String backend, int usualRecords) {
        this.backend = backend;
        this.usualRecords = usualRecords;
    }

    /**
     * The load of this name.
     *
     * @throws IllegalArgumentException if there is none; the message lists those there are
     */
    static Load named(String word) {
        return Arrays.stream(values())
                .filter(each -> each.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such load: " + word + "; there are "
                        + Arrays.stream(values()).map(Load::word).collect(Collectors.joining(", "))));
    }

    /** What the command line calls it; of a model its name. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Penstock's backend for it. */
    String backend() {
        return backend;
    }

    /** The requests of its backlog unless told otherwise: a slow model does not come further in a round. */
    int usualRecords() {
        return usualRecords;
    }
}
