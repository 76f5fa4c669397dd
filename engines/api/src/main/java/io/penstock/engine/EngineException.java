package io.penstock.engine;

import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import org.jspecify.annotations.Nullable;

/** A backend could not load a model or run a batch; {@link #category()} says which rows or whom it concerns. */
public final class EngineException extends PenstockException {
    private static final long serialVersionUID = 1L;

    public EngineException(FailureCategory category, String message) {
        super(category, message);
    }

    public EngineException(FailureCategory category, String message, @Nullable Throwable cause) {
        super(category, message, cause);
    }
}
