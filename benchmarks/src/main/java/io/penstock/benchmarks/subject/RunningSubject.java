package io.penstock.benchmarks.subject;

import java.util.Optional;

/** A subject at work. Thread-safe. */
public interface RunningSubject extends AutoCloseable {
    /** What stopped it, if something did. */
    Optional<Throwable> failure();

    /** The mean rows of the batches that it computed so far; 1 for one that has no batches. */
    default double meanBatch() {
        return 1;
    }

    /** Answers what it has read, commits and stops. */
    @Override
    void close();
}
