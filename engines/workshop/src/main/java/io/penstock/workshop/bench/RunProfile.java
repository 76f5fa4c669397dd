package io.penstock.workshop.bench;

/**
 * Where the time of a run goes, by the device's own clock; medians of several runs of one session with nothing beside it.
 *
 * @param rows the rows of the runs
 * @param inputBytes what is copied to the device
 * @param outputBytes what is copied back
 * @param copyInMillis the copies to the device
 * @param computeMillis the kernels as a captured graph has them, one after the other; where none can be captured, enqueued
 *     behind other work, which hides the gaps as far as the host is ahead
 * @param launchGapMillis how much longer they take launched one by one with nothing before them: the device waits for the
 *     host
 * @param copyOutMillis the copies back
 * @param runMillis the whole run by the host's clock, as one captured graph where there is one, until the host knows
 */
public record RunProfile(
        int rows,
        long inputBytes,
        long outputBytes,
        double copyInMillis,
        double computeMillis,
        double launchGapMillis,
        double copyOutMillis,
        double runMillis) {
    /** What the device does not account for: the launch, and until the host knows that the run has ended. */
    public double hostMillis() {
        return Math.max(0, runMillis - copyInMillis - computeMillis - copyOutMillis);
    }

    /** The rate of the copies to the device, in 10^9 bytes a second. */
    public double copyInGigabytesPerSecond() {
        return rate(inputBytes, copyInMillis);
    }

    /** The rate of the copies back, in 10^9 bytes a second. */
    public double copyOutGigabytesPerSecond() {
        return rate(outputBytes, copyOutMillis);
    }

    private static double rate(long bytes, double millis) {
        return millis > 0 ? bytes / millis / 1e6 : 0;
    }
}
