package io.penstock.topology.pipeline;

import java.util.ArrayDeque;
import java.util.Deque;

/** Owns what was acquired, in that order, and closes it in reverse; every close is attempted. Thread-safe. */
final class Resources implements AutoCloseable {
    private final Deque<AutoCloseable> acquired = new ArrayDeque<>();

    synchronized <T extends AutoCloseable> T own(T resource) {
        acquired.push(resource);
        return resource;
    }

    void closeAfter(Throwable failure) {
        try {
            close();
        } catch (RuntimeException second) {
            failure.addSuppressed(second);
        }
    }

    /** Closing twice does nothing. */
    @Override
    public synchronized void close() {
        RuntimeException first = null;
        while (!acquired.isEmpty()) {
            try {
                acquired.pop().close();
            } catch (Exception e) {
                RuntimeException thrown =
                        e instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(e);
                if (first == null) {
                    first = thrown;
                } else {
                    first.addSuppressed(thrown);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
