package io.penstock;

/** What a failure means for the record, the batch and the instance that met it. */
public enum FailureCategory {
    /** The record itself is at fault: it becomes a dead letter and its neighbours go on. */
    RECORD,
    /** The surroundings are at fault and may recover: try again. */
    TRANSIENT,
    /** Nothing computed after this can be trusted: stop the instance, a restart replays what was not committed. */
    FATAL
}
