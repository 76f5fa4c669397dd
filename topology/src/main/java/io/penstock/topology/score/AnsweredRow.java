package io.penstock.topology.score;

import io.penstock.topology.score.format.Row;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A row with its answer.
 *
 * @param number its number in its input, from 1
 * @param row null if it could not be read
 */
record AnsweredRow(long number, @Nullable Row row, Answer answer) {
    /** The row, which is there if it has scores. */
    Row scoredRow() {
        return Objects.requireNonNull(row, "a row that could not be read has no scores");
    }
}
