package io.penstock.client;

/** The broker or the schema registry did not take the request. */
public final class RequestNotSentException extends InferenceException {
    private static final long serialVersionUID = 1L;

    RequestNotSentException(String message, Throwable cause) {
        super(message, cause);
    }
}
