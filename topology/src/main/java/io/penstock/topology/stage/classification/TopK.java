package io.penstock.topology.stage.classification;

/** Finds the largest of many scores. */
final class TopK {
    private TopK() {}

    /** The indices of the {@code k} largest scores, largest first; of equal ones, the lower index first. */
    static int[] of(double[] scores, int k) {
        int[] best = new int[Math.min(k, scores.length)];
        int found = 0;
        for (int i = 0; i < scores.length; i++) {
            if (found < best.length || scores[i] > scores[best[found - 1]]) {
                found = Math.min(found + 1, best.length);
                insert(best, found, scores, i);
            }
        }
        return best;
    }

    private static void insert(int[] best, int found, double[] scores, int index) {
        int at = found - 1;
        while (at > 0 && scores[index] > scores[best[at - 1]]) {
            best[at] = best[at - 1];
            at--;
        }
        best[at] = index;
    }
}
