package io.penstock.topology.score;

/**
 * How many rows were read and what became of them.
 *
 * @param rows all that were read
 * @param scored those that have scores
 * @param rejected those that have a reason instead
 */
public record Counts(long rows, long scored, long rejected) {
    static final Counts NONE = new Counts(0, 0, 0);

    public Counts {
        if (scored < 0 || rejected < 0 || rows != scored + rejected) {
            throw new IllegalArgumentException(
                    "every row is scored or rejected: rows=" + rows + ", scored=" + scored + ", rejected=" + rejected);
        }
    }

    static Counts of(long scored, long rejected) {
        return new Counts(scored + rejected, scored, rejected);
    }

    Counts plus(Counts other) {
        return of(scored + other.scored, rejected + other.rejected);
    }
}
