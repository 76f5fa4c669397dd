package io.penstock.engine.lifetime;

import io.penstock.PenstockException;
import io.penstock.engine.Completion;
import io.penstock.engine.RunReport;
import java.util.ArrayList;
import java.util.List;

/**
 * The states of a session: idle, running, delivering a completion, closed; and the refusals that belong to them. A
 * completion is delivered when the session is no longer running, and {@link #close} waits until it has returned, so
 * what it reads is not freed under it. Thread-safe.
 */
public final class SessionLifetime {
    private final String model;
    private final String name;
    private final int maxRows;
    private final List<Thread> delivering = new ArrayList<>(2);

    private boolean running;
    private boolean closing;
    private boolean closed;
    private int completedRows;

    /**
     * An idle session.
     *
     * @param model the model's name
     * @param bucket the bucket's name
     * @param maxRows the most rows one run takes
     */
    public SessionLifetime(String model, String bucket, int maxRows) {
        this.model = model;
        this.name = model + "[" + bucket + "]";
        this.maxRows = maxRows;
    }

    /**
     * Starts a run.
     *
     * @throws IllegalStateException if the session is closed or already running
     * @throws IllegalArgumentException if there are no rows or they reach outside {@code [0, maxRows]}
     */
    public synchronized void begin(int firstRow, int rows) {
        if (closing) {
            throw closedException();
        }
        if (running) {
            throw new IllegalStateException("the session is already running: session=" + name);
        }
        requireRows(firstRow, rows);
        running = true;
        completedRows = 0;
    }

    private void requireRows(int firstRow, int rows) {
        if (rows < 1) {
            throw new IllegalArgumentException("a run takes at least one row: rows=" + rows + ", model=" + model);
        }
        if (rows > maxRows) {
            throw new IllegalArgumentException(
                    "batch exceeds the engine's maximum: batch=" + rows + ", max=" + maxRows + ", model=" + model);
        }
        if (firstRow < 0 || firstRow > maxRows - rows) {
            throw new IllegalArgumentException("rows reach outside the session's buffers: firstRow=" + firstRow
                    + ", rows=" + rows + ", max=" + maxRows + ", model=" + model);
        }
    }

    /** Ends the run under way with outputs and tells {@code completion}. */
    public void complete(Completion completion, RunReport report) {
        endRun(report.rows());
        deliver(() -> completion.completed(report));
    }

    /** Ends the run under way without outputs and tells {@code completion}. */
    public void fail(Completion completion, PenstockException failure) {
        endRun(0);
        deliver(() -> completion.failed(failure));
    }

    private synchronized void endRun(int rows) {
        if (!running) {
            throw new IllegalStateException("the session is not running: session=" + name);
        }
        running = false;
        completedRows = rows;
        delivering.add(Thread.currentThread());
    }

    private void deliver(Runnable completion) {
        try {
            completion.run();
        } finally {
            synchronized (this) {
                delivering.remove(Thread.currentThread());
                notifyAll();
            }
        }
    }

    /**
     * Refuses the use of a closed session.
     *
     * @throws IllegalStateException if it is closed
     */
    public synchronized void requireOpen() {
        if (closed) {
            throw closedException();
        }
    }

    /**
     * The rows of the last run.
     *
     * @throws IllegalStateException if the session is closed or running, or its last run has no outputs
     */
    public synchronized int requireCompletedRows() {
        requireOpen();
        if (running) {
            throw new IllegalStateException("the session is running: session=" + name);
        }
        if (completedRows == 0) {
            throw new IllegalStateException("no run has completed: session=" + name);
        }
        return completedRows;
    }

    /**
     * Refuses new runs, then waits until the run under way has ended and its completion returned; a completion that
     * calls it does not wait for itself.
     *
     * @return whether this call closed the session, so that its caller frees what it owns; false for every later call
     */
    public synchronized boolean close() {
        if (closing) {
            return false;
        }
        closing = true;
        boolean interrupted = false;
        while (running || isDeliveringElsewhere()) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        closed = true;
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return true;
    }

    private boolean isDeliveringElsewhere() {
        return delivering.stream().anyMatch(thread -> thread != Thread.currentThread());
    }

    private IllegalStateException closedException() {
        return new IllegalStateException("the session is closed: session=" + name);
    }
}
