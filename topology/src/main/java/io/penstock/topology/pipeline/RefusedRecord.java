package io.penstock.topology.pipeline;

import io.penstock.RecordException;
import java.util.Objects;

/** A record that a stage refused, on its way to the handler that makes it a dead letter. */
final class RefusedRecord extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String stage;
    private final String requestId;

    RefusedRecord(String stage, String requestId, RecordException reason) {
        super(reason.getMessage(), reason);
        this.stage = stage;
        this.requestId = requestId;
    }

    String stage() {
        return stage;
    }

    String requestId() {
        return requestId;
    }

    RecordException reason() {
        return (RecordException) Objects.requireNonNull(getCause(), "a reason");
    }
}
