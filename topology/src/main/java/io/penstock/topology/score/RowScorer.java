package io.penstock.topology.score;

import io.penstock.topology.score.format.Row;
import java.util.List;

/** Scores rows, in this process or elsewhere. Thread-safe: several threads score a chunk of rows each. */
public interface RowScorer {
    /**
     * One row to score.
     *
     * @param id the same at each attempt, and of no other row of the run
     */
    record Request(String id, Row row) {}

    /** How many rows to give it at once. */
    int chunkRows();

    /** How many chunks to give it at the same time. */
    int chunks();

    /** What computes, or rather has computed the first answer; empty while that is not known. */
    String model();

    /**
     * Answers each of these rows, in their order.
     *
     * @throws io.penstock.PenstockException if it cannot go on at all
     */
    List<Answer> score(List<Request> rows) throws InterruptedException;
}
