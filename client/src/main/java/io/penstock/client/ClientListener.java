package io.penstock.client;

import java.util.function.IntSupplier;

/**
 * Hears what a client does, for metrics. Called on the client's and its callers' threads: keep it short and never throw.
 */
public interface ClientListener {
    /** Hears nothing. */
    ClientListener NONE = new ClientListener() {};

    /** A client has started. The supplier says at any time how many of its requests are in flight. */
    default void onStarted(IntSupplier inFlight) {}

    /** A request has ended, so many nanoseconds after the caller asked. */
    default void onEnded(Outcome outcome, long nanos) {}

    /** A request without an answer was taken by the broker, or was not. */
    default void onSent(boolean taken) {}

    /** Answers were read that belong to others, or came too late: what sharing an output topic costs. */
    default void onIgnored(int answers) {}
}
