package io.penstock.engine.lifetime;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What was acquired one after the other, freed in reverse. Closing attempts everything; the first failure is thrown, the
 * others are suppressed. For one thread at a time.
 */
public final class Acquired implements AutoCloseable {
    /** Something whose closing throws nothing checked. */
    public interface Resource extends AutoCloseable {
        @Override
        void close();
    }

    private final Deque<Resource> resources = new ArrayDeque<>();

    /** Takes a resource over. */
    public void add(Resource resource) {
        resources.push(resource);
    }

    /** Frees after a failure of whoever acquires, which stays the failure that is thrown. */
    public void closeAfter(Throwable failure) {
        try {
            close();
        } catch (RuntimeException second) {
            failure.addSuppressed(second);
        }
    }

    @Override
    public void close() {
        RuntimeException first = null;
        while (!resources.isEmpty()) {
            try {
                resources.pop().close();
            } catch (RuntimeException e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
