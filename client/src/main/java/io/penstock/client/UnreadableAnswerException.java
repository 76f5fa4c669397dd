package io.penstock.client;

/** An answer came, but could not be read: its schema is not known or is no answer's. */
public final class UnreadableAnswerException extends InferenceException {
    private static final long serialVersionUID = 1L;

    UnreadableAnswerException(String message, Throwable cause) {
        super(message, cause);
    }
}
