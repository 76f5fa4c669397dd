package io.penstock.schema.serde;

/** The registry did not do what it was asked to. The message names the subject and the registry's reason. */
public final class RegistryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean retryable;

    RegistryException(String message, boolean retryable, Throwable cause) {
        super(message, cause);
        this.retryable = retryable;
    }

    /** Whether the registry was merely unavailable, so that asking again may help. */
    public boolean retryable() {
        return retryable;
    }
}
