package io.penstock.inference.batching;

import io.penstock.inference.IdRows;
import io.penstock.inference.policy.Priority;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** A scoring job: threads that offer full batches as fast as they are taken, until it is closed. */
final class BackgroundJob implements AutoCloseable {
    private static final int THREADS = 64;
    private static final long PATIENCE_NANOS = 1_000_000;

    private final MicroBatcher batcher;
    private final int rows;
    private final Priority priority;
    private final AtomicLong offered = new AtomicLong();
    private final List<Thread> threads = IntStream.range(0, THREADS)
            .mapToObj(i -> new Thread(this::run, "job-" + i))
            .toList();
    private volatile boolean closed;

    BackgroundJob(MicroBatcher batcher, int rows, Priority priority) {
        this.batcher = batcher;
        this.rows = rows;
        this.priority = priority;
        threads.forEach(Thread::start);
    }

    private void run() {
        try {
            while (!closed) {
                Ticket ticket = new Ticket(new IdRows(0, rows, 0), priority);
                while (!closed && !batcher.offer(ticket)) {
                    batcher.awaitRoom(batcher.finishedBatches(), PATIENCE_NANOS);
                }
                offered.addAndGet(rows);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    long offeredRows() {
        return offered.get();
    }

    @Override
    public void close() {
        closed = true;
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
