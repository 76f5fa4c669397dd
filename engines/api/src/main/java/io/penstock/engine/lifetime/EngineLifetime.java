package io.penstock.engine.lifetime;

import io.penstock.engine.Bucket;
import io.penstock.engine.EngineDescription;
import java.util.function.Supplier;

/**
 * The lifetime of an engine: closing refuses new sessions at once, and what the engine owns is freed once, after the
 * last open session has closed. Thread-safe.
 */
public final class EngineLifetime implements AutoCloseable {
    private final EngineDescription engine;
    private final Runnable free;

    private int sessions;
    private boolean closed;
    private boolean freed;

    /**
     * A live engine.
     *
     * @param engine what the engine is
     * @param free frees what the engine owns; called once, by whichever thread closes last
     */
    public EngineLifetime(EngineDescription engine, Runnable free) {
        this.engine = engine;
        this.free = free;
    }

    /**
     * Opens a session and counts it. It calls {@link #closeSession} when it has freed what it owned.
     *
     * @throws IllegalStateException if the engine is closed
     * @throws IllegalArgumentException if the engine does not serve this bucket
     */
    public <S> S openSession(Bucket bucket, Supplier<S> open) {
        if (!engine.buckets().contains(bucket)) {
            throw new IllegalArgumentException("the engine does not serve this bucket: bucket=" + bucket.name()
                    + ", buckets=" + engine.buckets().stream().map(Bucket::name).toList() + ", engine="
                    + engine.name());
        }
        countSession();
        boolean opened = false;
        try {
            S session = open.get();
            opened = true;
            return session;
        } finally {
            if (!opened) {
                closeSession();
            }
        }
    }

    private synchronized void countSession() {
        if (closed) {
            throw new IllegalStateException("the engine is closed: engine=" + engine.name());
        }
        sessions++;
    }

    /**
     * Counts a session that has freed what it owned.
     *
     * @throws IllegalStateException if no session is open
     */
    public void closeSession() {
        synchronized (this) {
            if (sessions == 0) {
                throw new IllegalStateException("no session is open: engine=" + engine.name());
            }
            sessions--;
        }
        freeAfterTheLast();
    }

    /** The number of open sessions. */
    public synchronized int openSessions() {
        return sessions;
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        freeAfterTheLast();
    }

    private void freeAfterTheLast() {
        synchronized (this) {
            if (!closed || freed || sessions > 0) {
                return;
            }
            freed = true;
        }
        free.run();
    }
}
