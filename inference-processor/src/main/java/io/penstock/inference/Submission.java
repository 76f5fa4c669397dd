package io.penstock.inference;

import io.penstock.inference.policy.Priority;

/**
 * A record on its way into the infer stage.
 *
 * @param source its rows
 * @param priority whose turn it is where requests share an engine
 * @param deadlineEpochMillis the wall-clock time after which it is not computed any more; {@link #NO_DEADLINE} for never
 * @param context what the neighbouring stages carry along, untouched
 */
public record Submission<A>(RowSource source, Priority priority, long deadlineEpochMillis, A context) {
    public static final long NO_DEADLINE = Long.MAX_VALUE;

    /** A record that somebody waits for. */
    public Submission(RowSource source, long deadlineEpochMillis, A context) {
        this(source, Priority.ONLINE, deadlineEpochMillis, context);
    }
}
