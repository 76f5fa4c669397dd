package io.penstock.client;

/** No answer came in time. The request may still be computed; its answer is ignored. */
public final class AnswerTimeoutException extends InferenceException {
    private static final long serialVersionUID = 1L;

    AnswerTimeoutException(String message) {
        super(message);
    }
}
