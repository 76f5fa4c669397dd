package io.penstock.client;

/** Why a request got no result. A future completes with one of these and with nothing else. */
public abstract sealed class InferenceException extends RuntimeException
        permits DeadLetterException,
                AnswerTimeoutException,
                OverloadedException,
                RequestNotSentException,
                UnreadableAnswerException,
                ClientClosedException {
    private static final long serialVersionUID = 1L;

    InferenceException(String message) {
        super(message);
    }

    InferenceException(String message, Throwable cause) {
        super(message, cause);
    }
}
