package io.penstock.workshop.bench;

import java.util.List;

/**
 * What one point came to: a closed loop, each session starting its next run as soon as the last has ended; measured
 * several times, each figure the one in the middle.
 *
 * @param setting the point
 * @param runs the runs measured, over all sessions and measurements
 * @param rowsPerSecond the rows of all runs of a measurement over the time they took
 * @param rowsPerSecondSpread its least and greatest
 * @param p50Millis the median time of a run, from its start to its completion, copies included
 * @param p50MillisSpread its least and greatest
 * @param p90Millis the time that 90 of 100 runs keep to
 * @param p99Millis the time that 99 of 100 runs keep to
 */
public record BenchPoint(
        BenchSetting setting,
        long runs,
        double rowsPerSecond,
        Spread rowsPerSecondSpread,
        double p50Millis,
        Spread p50MillisSpread,
        double p90Millis,
        double p99Millis) {
    /** The point from its measurements, at least one. */
    static BenchPoint of(BenchSetting setting, List<Measurement> measurements) {
        return new BenchPoint(
                setting,
                measurements.stream().mapToLong(Measurement::runs).sum(),
                Spread.median(measurements, Measurement::rowsPerSecond),
                Spread.of(measurements, Measurement::rowsPerSecond),
                Spread.median(measurements, Measurement::p50Millis),
                Spread.of(measurements, Measurement::p50Millis),
                Spread.median(measurements, Measurement::p90Millis),
                Spread.median(measurements, Measurement::p99Millis));
    }
}
