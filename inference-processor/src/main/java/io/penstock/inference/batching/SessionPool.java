package io.penstock.inference.batching;

import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import io.penstock.engine.Bucket;
import io.penstock.engine.Completion;
import io.penstock.engine.Engine;
import io.penstock.engine.RunReport;
import io.penstock.engine.Session;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * The sessions of a model, a pool for each bucket, spread evenly over its engines (one engine for each device). It owns
 * every session it opened. Taking and giving back happen under the batcher's lock.
 */
public final class SessionPool implements AutoCloseable {
    private final List<Deque<Session>> idle = new ArrayList<>();
    private final List<Session> all = new ArrayList<>();

    private SessionPool() {}

    /**
     * Opens {@code sessions} sessions for each bucket and warms each up with one run at full size and one of a single
     * row, over zeroed inputs.
     *
     * @throws PenstockException if a session cannot be opened or a warm-up run fails otherwise than by refusing its rows
     */
    public static SessionPool open(List<? extends Engine> engines, int sessions) {
        SessionPool pool = new SessionPool();
        try {
            for (Bucket bucket : engines.get(0).buckets()) {
                Deque<Session> ofBucket = new ArrayDeque<>();
                pool.idle.add(ofBucket);
                for (int i = 0; i < sessions; i++) {
                    Session session = engines.get(i % engines.size()).openSession(bucket);
                    pool.all.add(session);
                    ofBucket.add(session);
                    warmUp(session, session.maxRows());
                    warmUp(session, 1);
                }
            }
            return pool;
        } catch (Throwable failure) {
            pool.closeAfter(failure);
            throw failure;
        }
    }

    private static void warmUp(Session session, int rows) {
        CompletableFuture<RunReport> run = new CompletableFuture<>();
        session.run(0, rows, new Completion() {
            @Override
            public void completed(RunReport report) {
                run.complete(report);
            }

            @Override
            public void failed(PenstockException failure) {
                run.completeExceptionally(failure);
            }
        });
        try {
            run.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PenstockException(FailureCategory.TRANSIENT, "interrupted while warming up", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof PenstockException failure && failure.category() != FailureCategory.RECORD) {
                throw failure;
            }
        }
    }

    int buckets() {
        return idle.size();
    }

    Session take(int bucket) {
        return idle.get(bucket).removeFirst();
    }

    void give(int bucket, Session session) {
        idle.get(bucket).addLast(session);
    }

    private void closeAfter(Throwable failure) {
        try {
            close();
        } catch (RuntimeException second) {
            failure.addSuppressed(second);
        }
    }

    /** Closes every session, attempting all; the first failure is thrown with the others suppressed. */
    @Override
    public void close() {
        RuntimeException first = null;
        for (Session session : all) {
            try {
                session.close();
            } catch (RuntimeException e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
