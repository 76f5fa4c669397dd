package io.penstock.benchmarks.subject;

import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A poll loop by hand on each of the workload's threads. Each poll goes to the answerer at once, its answers to the
 * producer. Owns the answerer. Thread-safe.
 */
public final class PollLoops implements RunningSubject {
    private final Answerer answerer;
    private final List<PollLoop> loops;
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    private PollLoops(Answerer answerer, List<PollLoop> loops) {
        this.answerer = answerer;
        this.loops = loops;
    }

    /** Starts the loops. */
    public static PollLoops start(Workload workload, Answerer answerer) {
        PollLoops started = new PollLoops(
                answerer,
                IntStream.range(0, workload.clients().threads())
                        .mapToObj(i -> new PollLoop(workload, answerer))
                        .toList());
        started.loops.forEach(started::run);
        return started;
    }

    private void run(PollLoop loop) {
        Thread thread = new Thread(
                () -> {
                    try {
                        loop.run();
                    } catch (Throwable thrown) {
                        failure.compareAndSet(null, thrown);
                    }
                },
                "poll-loop-" + threads.size());
        threads.add(thread);
        thread.start();
    }

    @Override
    public Optional<Throwable> failure() {
        return Optional.ofNullable(failure.get());
    }

    @Override
    public double meanBatch() {
        long polls = loops.stream().mapToLong(PollLoop::batches).sum();
        long records = loops.stream().mapToLong(PollLoop::records).sum();
        return polls == 0 ? 0 : (double) records / polls;
    }

    @Override
    public void close() {
        loops.forEach(PollLoop::stop);
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PenstockException(FailureCategory.FATAL, "interrupted while the loops stopped", e);
        } finally {
            answerer.close();
        }
    }
}
