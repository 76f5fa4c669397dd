package io.penstock.topology.score.format;

import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import io.penstock.RecordException;
import io.penstock.RecordFailure;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The columns of an output: those of the rows and then those of their scores. Immutable. */
final class JoinedColumns {
    private final List<String> own;
    private final Set<String> known;
    private final List<String> scores;

    private JoinedColumns(List<String> own, List<String> scores) {
        this.own = List.copyOf(own);
        this.known = Set.copyOf(own);
        this.scores = List.copyOf(scores);
    }

    /** @throws PenstockException FATAL, if a score would have the name of a column */
    static JoinedColumns of(List<String> own, List<ScoreCell> scores) {
        JoinedColumns columns =
                new JoinedColumns(own, scores.stream().map(ScoreCell::name).toList());
        columns.scores.stream().filter(own::contains).findFirst().ifPresent(both -> {
            throw new PenstockException(
                    FailureCategory.FATAL,
                    "the input has a column of the name that a score would get: column=" + both
                            + "; give the scores' names a beginning with --prefix");
        });
        return columns;
    }

    /** The rows' own and those that are added. */
    List<String> all() {
        return Stream.concat(own.stream(), scores.stream()).toList();
    }

    /** @throws RecordException INVALID_INPUT, if the row has a column more, or scores of other names */
    void require(Row row, List<ScoreCell> cells) {
        row.columnOutside(known).ifPresent(column -> {
            throw refused("the row has a column that the first row has not: column=" + column + ", columns=" + own);
        });
        requireScores(cells);
    }

    /** @throws RecordException INVALID_INPUT, if the scores have other names */
    void requireScores(List<ScoreCell> cells) {
        boolean same = cells.size() == scores.size();
        for (int i = 0; same && i < cells.size(); i++) {
            same = cells.get(i).name().equals(scores.get(i));
        }
        if (!same) {
            throw refused("the row's scores are others than those of the first row: scores="
                    + cells.stream().map(ScoreCell::name).toList() + ", first=" + scores);
        }
    }

    private static RecordException refused(String message) {
        return new RecordException(RecordFailure.INVALID_INPUT, message);
    }
}
