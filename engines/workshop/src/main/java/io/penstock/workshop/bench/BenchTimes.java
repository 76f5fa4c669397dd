package io.penstock.workshop.bench;

import java.time.Duration;

/**
 * How long and how often a point is measured.
 *
 * @param warmUp what goes before each measurement and is left out
 * @param duration the time of a measurement
 * @param measurements how many there are
 */
public record BenchTimes(Duration warmUp, Duration duration, int measurements) {
    public BenchTimes {
        if (warmUp.isNegative() || duration.isNegative() || duration.isZero() || measurements < 1) {
            throw new IllegalArgumentException("a point is measured for some time, at least once: warmUp=" + warmUp
                    + ", duration=" + duration + ", measurements=" + measurements);
        }
    }
}
