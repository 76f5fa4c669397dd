package io.penstock.engine.tensorrt;

import io.penstock.engine.tensorrt.gpu.TrtProfile;

/**
 * The batches that a profile serves in one bucket.
 *
 * @param profile the profile
 * @param minRows the fewest rows it computes; smaller batches are padded up to them
 * @param maxRows the most rows it computes
 */
record ServedRows(TrtProfile profile, int minRows, int maxRows) {
    /** The rows computed for a batch. */
    int padded(int rows) {
        return Math.max(rows, minRows);
    }
}
