package io.penstock.topology.recommendation;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The rows of the best candidates: by score, among equals by the item's id. Belongs to one thread. */
final class BestRows {
    private final List<Candidate> candidates;
    private final ByteBuffer scores;
    private final int[] best;
    private int found;

    /**
     * Finds them.
     *
     * @param scores {@code [N,1] float32}, a row for each candidate
     * @param most how many, at most
     */
    BestRows(List<Candidate> candidates, ByteBuffer scores, int most) {
        this.candidates = candidates;
        this.scores = scores;
        this.best = new int[Math.min(most, candidates.size())];
        for (int row = 0; row < candidates.size(); row++) {
            offer(row);
        }
    }

    private void offer(int row) {
        if (found < best.length) {
            found++;
        } else if (!isBetter(row, best[found - 1])) {
            return;
        }
        int at = found - 1;
        while (at > 0 && isBetter(row, best[at - 1])) {
            best[at] = best[at - 1];
            at--;
        }
        best[at] = row;
    }

    private boolean isBetter(int row, int other) {
        int compared = Float.compare(score(row), score(other));
        return compared == 0 ? id(row).compareTo(id(other)) < 0 : compared > 0;
    }

    private float score(int row) {
        return scores.getFloat(row * Float.BYTES);
    }

    private String id(int row) {
        return candidates.get(row).item().id();
    }

    /** The rows, the best first. */
    IntStream stream() {
        return Arrays.stream(best);
    }
}
