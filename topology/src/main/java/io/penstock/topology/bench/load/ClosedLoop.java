package io.penstock.topology.bench.load;

import io.penstock.topology.terminal.Progress;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Keeps as many requests unanswered as the pipeline answers in a few commits, so that it never runs dry and the backlog
 * is soon worked off. Used once, by one thread.
 */
final class ClosedLoop {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long PAUSE_NANOS = 200_000;
    private static final long LEAST_BACKLOG = 256;
    private static final long MOST_WARM_UPS = 3;
    private static final double SETTLED = 1.05;
    private static final int SETTLED_WINDOWS = 3;
    private static final int BURST = 256;

    private final LoadedPipeline.Step step;
    private final StepTimes times;
    private final long windowNanos;
    private long backlog = LEAST_BACKLOG;
    private long windowStart;
    private long windowAnswered;
    private double windowRate;
    private int settledWindows;
    private boolean full;
    private boolean grown;

    ClosedLoop(LoadedPipeline.Step step, StepTimes times, Duration commitInterval) {
        this.step = step;
        this.times = times;
        this.windowNanos = 2 * commitInterval.plusMillis(250).toNanos();
    }

    LoadPoint run(Progress progress) {
        long start = System.nanoTime();
        windowStart = start;
        feedUntil(() -> isWarm(start), progress);
        long from = System.nanoTime();
        long end = from + times.measured().toNanos();
        step.tally().measure(from, end);
        Usage before = step.usage();
        feedUntil(() -> System.nanoTime() - end >= 0, progress);
        Usage after = step.usage();
        step.drain(PATIENCE);
        progress.at(step.tally().answered());
        return step.point(
                null, LatencySummary.NONE, before, after, times.measured().toNanos() / 1e9, true);
    }

    private interface Condition {
        boolean holds();
    }

    private void feedUntil(Condition over, Progress progress) {
        while (!over.holds()) {
            feed();
            step.check();
            adapt(System.nanoTime());
            progress.at(step.tally().answered());
            if (step.outstanding() >= backlog) {
                LockSupport.parkNanos(this, PAUSE_NANOS);
            }
        }
    }

    /** A backlog that is half gone is too small: a commit answers much at once. */
    private void feed() {
        if (full && step.outstanding() < backlog / 2) {
            backlog *= 2;
            grown = true;
        }
        for (int i = 0; i < BURST && step.outstanding() < backlog; i++) {
            step.send(System.nanoTime());
        }
        full = step.outstanding() >= backlog;
    }

    private boolean isWarm(long start) {
        long elapsed = System.nanoTime() - start;
        long warmUp = times.warmUp().toNanos();
        return elapsed >= MOST_WARM_UPS * warmUp || (elapsed >= warmUp && settledWindows >= SETTLED_WINDOWS);
    }

    /** Looks at the answers of each window of two commits and a bit. */
    private void adapt(long now) {
        if (now - windowStart < windowNanos) {
            return;
        }
        long answered = step.tally().answered();
        double rate = (answered - windowAnswered) * 1e9 / (now - windowStart);
        settledWindows = rate > 0 && rate < windowRate * SETTLED && !grown ? settledWindows + 1 : 0;
        windowRate = Math.max(rate, windowRate);
        grown = false;
        windowStart = now;
        windowAnswered = answered;
    }
}
