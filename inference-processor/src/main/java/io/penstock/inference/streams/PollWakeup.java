package io.penstock.inference.streams;

import io.penstock.inference.batching.TicketOwner;
import org.apache.kafka.clients.consumer.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Gets a StreamThread out of its poll as soon as records of its have been computed, so that it sleeps there for as long as
 * nothing is to be done. {@link #wake()} is for any thread, the rest for the StreamThread.
 *
 * <p>{@link Consumer#wakeup()} ends the poll that is under way with an exception, or if that has ended just before, the
 * next call that blocks. So it is only called between {@link #begin} and {@link #end}, and not again before it has thrown,
 * and whoever polls takes an exception out of the way that has not been thrown by then.
 */
final class PollWakeup extends TicketOwner {
    /** While it polls and has not been woken. */
    private @Nullable Consumer<?, ?> polling;

    private boolean endedSince;
    private boolean pending;

    @Override
    public void wake() {
        super.wake();
        synchronized (this) {
            endedSince = true;
            if (polling != null) {
                pending = true;
                polling.wakeup();
                polling = null;
            }
        }
    }

    /** The thread looks at what is done: what ends from now on it may not see. */
    synchronized void look() {
        endedSince = false;
    }

    /**
     * The thread is about to poll and has something in flight.
     *
     * @return false if something has ended since it looked: it should not sleep
     */
    synchronized boolean begin(Consumer<?, ?> consumer) {
        polling = endedSince ? null : consumer;
        return !endedSince;
    }

    /**
     * The consumer has thrown what it was woken with.
     *
     * @return false if it was woken by somebody else
     */
    synchronized boolean thrown() {
        boolean was = pending;
        pending = false;
        return was;
    }

    /** The consumer has thrown it in a call within the poll, which is to end nevertheless. */
    synchronized void again(Consumer<?, ?> consumer) {
        pending = true;
        consumer.wakeup();
    }

    /**
     * The poll is over.
     *
     * @return whether the consumer has been woken and has not thrown that yet: its next call that blocks will
     */
    synchronized boolean end() {
        polling = null;
        return pending;
    }
}
