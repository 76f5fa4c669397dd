package io.penstock;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The root of every exception Penstock throws on purpose. Its {@link #category()} says how far the failure reaches. A
 * message carries the values and the way out: {@code batch exceeds the engine's maximum: rows=17, max=16, model=digits}.
 */
public class PenstockException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final FailureCategory category;

    public PenstockException(FailureCategory category, String message) {
        this(category, message, null);
    }

    public PenstockException(FailureCategory category, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.category = Objects.requireNonNull(category, "category");
    }

    /** How far this failure reaches: one record, one attempt, or the whole instance. */
    public final FailureCategory category() {
        return category;
    }
}
