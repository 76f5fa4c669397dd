package io.penstock.inference.batching;

import java.util.concurrent.locks.LockSupport;

/** The thread that made it, which offers tickets and reads how they ended. Thread-safe. */
public class TicketOwner {
    private final Thread thread = Thread.currentThread();

    final boolean isThisThread() {
        return thread == Thread.currentThread();
    }

    /** Some of its tickets have ended, perhaps not the one it waits for. On any thread, its own too; must be quick. */
    public void wake() {
        LockSupport.unpark(thread);
    }
}
