package io.penstock.client;

/** The client was closed before, or its reading of answers has failed; the cause says which. */
public final class ClientClosedException extends InferenceException {
    private static final long serialVersionUID = 1L;

    ClientClosedException(String message) {
        super(message);
    }

    ClientClosedException(String message, Throwable cause) {
        super(message, cause);
    }
}
