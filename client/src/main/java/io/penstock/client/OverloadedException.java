package io.penstock.client;

/** As many requests are in flight as the client allows. Nothing was sent. */
public final class OverloadedException extends InferenceException {
    private static final long serialVersionUID = 1L;

    OverloadedException(String message) {
        super(message);
    }
}
