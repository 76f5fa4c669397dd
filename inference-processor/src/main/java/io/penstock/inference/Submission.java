package io.penstock.inference;

/**
 * A record on its way into the infer stage.
 *
 * @param source its rows
 * @param deadlineEpochMillis the wall-clock time after which it is not computed any more; {@link #NO_DEADLINE} for never
 * @param context what the neighbouring stages carry along, untouched
 */
public record Submission<A>(RowSource source, long deadlineEpochMillis, A context) {
    public static final long NO_DEADLINE = Long.MAX_VALUE;
}
