package io.penstock.topology.score;

import io.penstock.topology.score.Answer.Refused;
import io.penstock.topology.score.format.Row;
import org.jspecify.annotations.Nullable;

/**
 * A row as it came from its input: with its content, or with why it could not be read.
 *
 * @param number its number in its input, from 1
 * @param row null if it could not be read
 * @param refused null if it could
 */
record ReadRow(long number, @Nullable Row row, @Nullable Refused refused) {
    ReadRow {
        if ((row == null) == (refused == null)) {
            throw new IllegalArgumentException("a row was read, or there is a reason: number=" + number);
        }
    }
}
