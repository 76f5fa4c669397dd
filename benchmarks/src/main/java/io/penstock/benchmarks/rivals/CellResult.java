package io.penstock.benchmarks.rivals;

import java.util.List;
import java.util.Optional;

/**
 * All subjects in one cell.
 *
 * @param cell the cell
 * @param requestBytes the mean size of a request's value
 * @param records the requests in the input topic
 * @param subjects in the order in which they were asked for
 */
record CellResult(Cell cell, int requestBytes, int records, List<SubjectResult> subjects) {
    CellResult {
        subjects = List.copyOf(subjects);
    }

    /** The subject of this name, if it was measured. */
    Optional<SubjectResult> subject(String name) {
        return subjects.stream()
                .filter(each -> each.subject().equals(name) && !each.rounds().isEmpty())
                .findFirst();
    }
}
