package io.penstock.engine.testkit;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** When the runs of a fake engine end. Thread-safe. */
sealed interface FakeTiming extends AutoCloseable {
    /** Takes the end of a run that has just started. */
    void end(Runnable run);

    @Override
    default void close() {}

    /** At once, on the thread that starts the run. */
    record Immediate() implements FakeTiming {
        @Override
        public void end(Runnable run) {
            run.run();
        }
    }

    /** After a service time, the same for every run, however many there are at once. */
    final class Delayed implements FakeTiming {
        private final long serviceTimeNanos;
        private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "fake-engine");
            thread.setDaemon(true);
            return thread;
        });

        Delayed(Duration serviceTime) {
            serviceTimeNanos = serviceTime.toNanos();
        }

        @Override
        @SuppressWarnings("FutureReturnValueIgnored") // a run tells its completion itself
        public void end(Runnable run) {
            executor.schedule(run, serviceTimeNanos, TimeUnit.NANOSECONDS);
        }

        @Override
        public void close() {
            executor.shutdown();
        }
    }

    /** When the test says so, on its thread, oldest first. */
    final class Manual implements FakeTiming {
        private final Deque<Runnable> pending = new ArrayDeque<>();

        @Override
        public synchronized void end(Runnable run) {
            pending.add(run);
        }

        synchronized int pendingRuns() {
            return pending.size();
        }

        void completeNext() {
            next().run();
        }

        private synchronized Runnable next() {
            Runnable run = pending.poll();
            if (run == null) {
                throw new IllegalStateException("no run is under way");
            }
            return run;
        }
    }
}
