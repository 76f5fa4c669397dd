package io.penstock.topology.bench.load;

import io.penstock.topology.terminal.Progress;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Sends each request when it is due, at even distances, and counts its latency from then: a pipeline that falls behind
 * does not get its load eased (coordinated omission). Used once, by one thread.
 */
final class OpenLoop {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int CHECK_EVERY = 256;
    private static final double KEPT_UP = 0.95;
    private static final double HOPELESS_SECONDS = 3;
    private static final long LONGEST_PARK_NANOS = 50_000_000;

    private final LoadedPipeline.Step step;
    private final StepTimes times;
    private final double perSecond;
    private final Duration commitInterval;
    private @Nullable Usage before;

    OpenLoop(LoadedPipeline.Step step, StepTimes times, double perSecond, Duration commitInterval) {
        this.step = step;
        this.times = times;
        this.perSecond = perSecond;
        this.commitInterval = commitInterval;
    }

    LoadPoint run(Progress progress) {
        long start = System.nanoTime();
        long from = start + times.warmUp().toNanos();
        long end = from + times.measured().toNanos();
        step.tally().measure(from, end);
        boolean whole = send(start, from, end, progress);
        Usage after = step.usage();
        step.drain(PATIENCE);
        progress.at(step.tally().answered());
        double measured = step.tally().perSecond();
        return step.point(
                perSecond,
                step.tally().latency(),
                before == null ? after : before,
                after,
                times.measured().toNanos() / 1e9,
                whole && measured >= (KEPT_UP - slack()) * perSecond);
    }

    /** How much the rate may seem less by where the measured time falls between two commits. */
    private double slack() {
        return Math.min(
                0.15, (double) commitInterval.toNanos() / times.measured().toNanos() / 4);
    }

    /** Answers whether it went on to the end: a pipeline that is seconds behind will not catch up. */
    private boolean send(long start, long from, long end, Progress progress) {
        double intervalNanos = 1e9 / perSecond;
        double hopeless = perSecond * (HOPELESS_SECONDS + 2 * commitInterval.toNanos() / 1e9);
        for (long request = 0; ; request++) {
            long due = start + (long) (request * intervalNanos);
            if (due - end >= 0) {
                return true;
            }
            awaitDue(due);
            step.send(due);
            if (before == null && due - from >= 0) {
                before = step.usage();
            }
            if (request % CHECK_EVERY == 0) {
                step.check();
                progress.at(step.tally().answered());
                if (step.outstanding() > hopeless) {
                    return false;
                }
            }
        }
    }

    private void awaitDue(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(this, Math.min(left, LONGEST_PARK_NANOS));
            if (left > LONGEST_PARK_NANOS) {
                step.check();
            }
        }
    }
}
