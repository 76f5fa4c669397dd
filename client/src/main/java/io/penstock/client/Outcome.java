package io.penstock.client;

/** How a request ended. */
public enum Outcome {
    /** With a result. */
    RESULT,
    /** With a dead letter. */
    DEAD_LETTER,
    /** Without an answer in time. */
    TIMEOUT,
    /** Refused by the client, which was full. */
    OVERLOADED,
    /** Not taken by the broker or the registry. */
    NOT_SENT,
    /** With an answer that could not be read. */
    UNREADABLE,
    /** Because the client was closed or has failed. */
    CLOSED;

    static Outcome of(InferenceException failure) {
        if (failure instanceof DeadLetterException) {
            return DEAD_LETTER;
        }
        if (failure instanceof AnswerTimeoutException) {
            return TIMEOUT;
        }
        if (failure instanceof OverloadedException) {
            return OVERLOADED;
        }
        if (failure instanceof RequestNotSentException) {
            return NOT_SENT;
        }
        return failure instanceof UnreadableAnswerException ? UNREADABLE : CLOSED;
    }
}
