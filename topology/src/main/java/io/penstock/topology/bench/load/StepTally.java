package io.penstock.topology.bench.load;

import org.HdrHistogram.Histogram;

/**
 * The answers to one step's requests. Latency counts from when a request was due until its answer was read, over those
 * due in the time that is measured; throughput over the answers read in that time. Thread-safe.
 */
final class StepTally {
    private static final long HIGHEST_MICROS = 3_600_000_000L;
    private static final int DIGITS = 3;

    private final int step;
    private final Histogram latencies = new Histogram(HIGHEST_MICROS, DIGITS);
    private long fromNanos = Long.MAX_VALUE;
    private long endNanos = Long.MAX_VALUE;
    private long answered;
    private long deadLetters;
    private long readInTime;

    StepTally(int step) {
        this.step = step;
    }

    int step() {
        return step;
    }

    /** What is measured; to be told before the first request of that time is due. */
    synchronized void measure(long from, long end) {
        fromNanos = from;
        endNanos = end;
    }

    /** An answer was read; one to another step's request is left out. */
    synchronized void answered(LoadKey key, long readNanos, boolean isDeadLetter) {
        if (key.step() != step) {
            return;
        }
        answered++;
        deadLetters += isDeadLetter ? 1 : 0;
        if (isMeasured(key.dueNanos()) && !isDeadLetter) {
            long micros = Math.max(0, readNanos - key.dueNanos()) / 1_000;
            latencies.recordValue(Math.min(micros, HIGHEST_MICROS));
        }
        readInTime += isMeasured(readNanos) ? 1 : 0;
    }

    private boolean isMeasured(long nanos) {
        return fromNanos != Long.MAX_VALUE && nanos - fromNanos >= 0 && nanos - endNanos < 0;
    }

    /** The answers so far, dead letters among them. */
    synchronized long answered() {
        return answered;
    }

    synchronized long deadLetters() {
        return deadLetters;
    }

    /** The answers a second; commits let them appear in jumps, so a short time shows more or less by chance. */
    synchronized double perSecond() {
        return readInTime * 1e9 / (endNanos - fromNanos);
    }

    synchronized LatencySummary latency() {
        return LatencySummary.of(latencies);
    }
}
