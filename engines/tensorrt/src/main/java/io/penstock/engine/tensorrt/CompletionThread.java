package io.penstock.engine.tensorrt;

import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for the end of a session's runs, one after the other, asleep. A daemon that ends when it is closed; it may close
 * itself.
 */
final class CompletionThread implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CompletionThread.class);

    private final Runnable wait;
    private final Thread thread;

    private volatile boolean started;
    private volatile boolean closed;

    /**
     * Starts the thread.
     *
     * @param session the session's name
     * @param wait waits for the run under way and tells its completion
     */
    CompletionThread(String session, Runnable wait) {
        this.wait = wait;
        thread = new Thread(this::loop, "penstock-trt-" + session);
        thread.setDaemon(true);
        thread.start();
    }

    /** A run is under way. From any thread, this one included. */
    void runStarted() {
        started = true;
        LockSupport.unpark(thread);
    }

    private void loop() {
        while (!closed) {
            if (started) {
                started = false;
                waitFor();
            } else {
                LockSupport.park(this);
            }
        }
    }

    private void waitFor() {
        try {
            wait.run();
        } catch (RuntimeException | Error e) {
            LOG.atError().addKeyValue("thread", thread.getName()).setCause(e).log("The completion of a run threw");
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
