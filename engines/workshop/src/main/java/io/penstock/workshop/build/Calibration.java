package io.penstock.workshop.build;

import io.penstock.engine.Bucket;
import io.penstock.workshop.plan.CalibrationCache;
import io.penstock.workshop.samples.Samples;

/**
 * What INT8 ranges are found from.
 *
 * @param samples real inputs, in the shapes of the bucket
 * @param bucket the shapes of a calibration run's rows
 * @param batch the rows of one calibration run
 * @param cache where the ranges are kept
 * @param source what they depend on
 */
public record Calibration(
        Samples samples, Bucket bucket, int batch, CalibrationCache cache, CalibrationCache.Source source) {
    public Calibration {
        if (batch < 1 || samples.size() < batch) {
            throw new IllegalArgumentException(
                    "a calibration needs at least one whole batch: samples=" + samples.size() + ", batch=" + batch);
        }
    }
}
