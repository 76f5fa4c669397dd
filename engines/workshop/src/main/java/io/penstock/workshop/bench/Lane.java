package io.penstock.workshop.bench;

import io.penstock.PenstockException;
import io.penstock.engine.Completion;
import io.penstock.engine.RunReport;
import io.penstock.engine.Session;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * One session in a closed loop: each completion starts the next run on the thread that brought it, so nothing is lost between
 * runs. Runs that complete in the time of the measurement have their times counted; those that begin before it or end after
 * it count to its rate with the part that lies in it, since with long runs half a run more or less is much. An engine that
 * completes before its run returns is driven by a loop instead of growing the stack.
 */
final class Lane implements Completion {
    private enum Phase {
        STARTING,
        UNDER_WAY,
        COMPLETED
    }

    private final Session session;
    private final int rows;
    private final LongSupplier nanoTime;
    private final long measureFromNanos;
    private final long endNanos;
    private final Latencies latencies = new Latencies();
    private final CompletableFuture<Latencies> ended = new CompletableFuture<>();
    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.STARTING);

    private volatile long startNanos;
    private volatile double runs; // written by one completion after the other

    Lane(Session session, int rows, LongSupplier nanoTime, long measureFromNanos, long endNanos) {
        this.session = session;
        this.rows = rows;
        this.nanoTime = nanoTime;
        this.measureFromNanos = measureFromNanos;
        this.endNanos = endNanos;
    }

    /** Starts the loop; returns at the latest when it has ended. */
    void start() {
        try {
            drive();
        } catch (RuntimeException e) {
            ended.completeExceptionally(e);
        }
    }

    /** Its times, once it has ended. */
    CompletableFuture<Latencies> ended() {
        return ended;
    }

    /** The runs in the time of the measurement, with their parts, once it has ended. */
    double runs() {
        return runs;
    }

    private void drive() {
        do {
            phase.set(Phase.STARTING);
            startNanos = nanoTime.getAsLong();
            session.run(0, rows, this);
        } while (!phase.compareAndSet(Phase.STARTING, Phase.UNDER_WAY) && !ended.isDone());
    }

    @Override
    public void completed(RunReport report) {
        long now = nanoTime.getAsLong();
        count(now);
        if (now - endNanos >= 0) {
            ended.complete(latencies);
        } else if (now - measureFromNanos >= 0) {
            latencies.add(now - startNanos);
        }
        if (!phase.compareAndSet(Phase.STARTING, Phase.COMPLETED) && !ended.isDone()) {
            start();
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // a session has one run at a time
    private void count(long now) {
        long started = startNanos;
        long inside = Math.min(now - endNanos, 0) - Math.max(started - endNanos, measureFromNanos - endNanos);
        if (inside > 0) {
            runs += (double) inside / (now - started);
        }
    }

    @Override
    public void failed(PenstockException failure) {
        ended.completeExceptionally(failure);
        phase.set(Phase.COMPLETED);
    }
}
