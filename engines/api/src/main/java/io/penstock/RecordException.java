package io.penstock;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One record is at fault: it becomes a dead letter with this reason, and its neighbours go on. */
public final class RecordException extends PenstockException {
    private static final long serialVersionUID = 1L;

    private final RecordFailure failure;

    public RecordException(RecordFailure failure, String message) {
        this(failure, message, null);
    }

    public RecordException(RecordFailure failure, String message, @Nullable Throwable cause) {
        super(FailureCategory.RECORD, message, cause);
        this.failure = Objects.requireNonNull(failure, "failure");
    }

    /** What is wrong with the record. */
    public RecordFailure failure() {
        return failure;
    }
}
