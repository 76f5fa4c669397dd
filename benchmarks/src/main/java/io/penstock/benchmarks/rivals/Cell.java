package io.penstock.benchmarks.rivals;

import io.penstock.topology.config.Guarantee;
import java.util.Locale;

/**
 * One point of the matrix: all subjects are measured in it side by side.
 *
 * @param load what requests ask for
 * @param bytes the size of a request's value; of models, that of their own requests
 * @param threads the threads of an instance
 * @param guarantee what is promised about each record
 * @param instances the processes of one subject, in one group
 * @param inFlightRows Penstock's limit of rows in flight; 0 for its default
 */
record Cell(Load load, int bytes, int threads, Guarantee guarantee, int instances, int inFlightRows) {
    /** In one line. */
    String title() {
        return String.format(
                Locale.ROOT,
                "%s, %s, %s, %s%s%s",
                load.word(),
                size(),
                guarantee,
                threads == 1 ? "1 thread" : threads + " threads",
                instances == 1 ? "" : ", " + instances + " instances",
                inFlightRows == 0 ? "" : ", " + inFlightRows + " rows in flight");
    }

    /** The size in the largest unit that divides it. */
    String size() {
        return bytes >= 1 << 10 && bytes % (1 << 10) == 0 ? (bytes >> 10) + " KiB" : bytes + " B";
    }
}
