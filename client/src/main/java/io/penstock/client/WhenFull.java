package io.penstock.client;

/** What a client does with a request while as many are in flight as it allows. */
public enum WhenFull {
    /** Lets the caller wait for room, at most for the timeout, which the wait counts against. */
    BLOCK,
    /** Completes the future with an {@link OverloadedException} at once. */
    FAIL
}
