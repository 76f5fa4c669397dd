package io.penstock.engine.lifetime;

/**
 * The lifetime of an engine: closing refuses new sessions at once, and the weights are freed once, after the last open
 * session has closed. Thread-safe.
 */
public final class EngineLifetime implements AutoCloseable {
    private final String name;
    private final Runnable free;

    private int sessions;
    private boolean closed;
    private boolean freed;

    /**
     * A live engine.
     *
     * @param name how messages name the engine, such as {@code digits/1}
     * @param free frees what the engine owns; called once, by whichever thread closes last
     */
    public EngineLifetime(String name, Runnable free) {
        this.name = name;
        this.free = free;
    }

    /**
     * Counts a session that is about to open. The caller calls {@link #closeSession} for each, also when opening fails.
     *
     * @throws IllegalStateException if the engine is closed
     */
    public synchronized void openSession() {
        if (closed) {
            throw new IllegalStateException("the engine is closed: engine=" + name);
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
                throw new IllegalStateException("no session is open: engine=" + name);
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
