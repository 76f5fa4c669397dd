package io.penstock.inference;

import io.penstock.engine.EngineInfo;

/**
 * The micro-batch that computed a request.
 *
 * @param batchId counts the batches of this batcher from 1
 * @param rows the rows of all its requests
 * @param computedRows the rows computed, padding included
 * @param computeNanos the engine's time for the batch, copies included
 * @param engine the engine that computed it: that of one device, where there are several
 */
public record BatchReport(long batchId, int rows, int computedRows, long computeNanos, EngineInfo engine) {
    /** The rows computed for nobody. */
    public int paddingRows() {
        return computedRows - rows;
    }
}
