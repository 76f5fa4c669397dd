package io.penstock.local;

import org.jspecify.annotations.Nullable;

/** A local broker or registry cannot start, stop or answer. The message says what to do about it. */
public final class LocalClusterException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LocalClusterException(String message) {
        this(message, null);
    }

    LocalClusterException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
