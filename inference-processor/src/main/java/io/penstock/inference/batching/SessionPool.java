package io.penstock.inference.batching;

import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import io.penstock.engine.Bucket;
import io.penstock.engine.Completion;
import io.penstock.engine.Engine;
import io.penstock.engine.RunReport;
import io.penstock.engine.Session;
import io.penstock.engine.lifetime.Acquired;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * The sessions of a model, a pool for each bucket, spread evenly over its engines (one engine for each device). Work
 * spreads likewise: the session taken is one of the engine with the fewest taken, and of its sessions the one that has
 * been idle for longest. It owns every session it opened. Taking and giving back happen under the batcher's lock.
 */
public final class SessionPool implements AutoCloseable {
    /** Of each bucket, idle for longest first. */
    private final List<List<PooledSession>> idle = new ArrayList<>();

    private final Acquired owned = new Acquired();
    private final int[] takenOfEngine;

    private SessionPool(int engines) {
        takenOfEngine = new int[engines];
    }

    /**
     * Opens {@code sessions} sessions of each engine for each bucket and warms each up with one run at full size and one
     * of a single row, over zeroed inputs.
     *
     * @param engines the same model on one or more devices
     * @throws PenstockException if a session cannot be opened or a warm-up run fails otherwise than by refusing its rows
     */
    public static SessionPool open(List<? extends Engine> engines, int sessions) {
        SessionPool pool = new SessionPool(engines.size());
        try {
            for (Bucket bucket : engines.get(0).buckets()) {
                List<PooledSession> ofBucket = new ArrayList<>();
                pool.idle.add(ofBucket);
                for (int i = 0; i < sessions * engines.size(); i++) {
                    int engine = i % engines.size();
                    ofBucket.add(pool.openSession(engines.get(engine), engine, bucket));
                }
            }
            return pool;
        } catch (Throwable failure) {
            pool.owned.closeAfter(failure);
            throw failure;
        }
    }

    private PooledSession openSession(Engine engine, int position, Bucket bucket) {
        Session session = engine.openSession(bucket);
        owned.add(session::close);
        warmUp(session, session.maxRows());
        warmUp(session, 1);
        return PooledSession.of(session, engine.signature(), position, engine.info());
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

    PooledSession take(int bucket) {
        List<PooledSession> ofBucket = idle.get(bucket);
        int chosen = 0;
        for (int i = 1; i < ofBucket.size(); i++) {
            if (taken(ofBucket.get(i)) < taken(ofBucket.get(chosen))) {
                chosen = i;
            }
        }
        PooledSession session = ofBucket.remove(chosen);
        takenOfEngine[session.engine()]++;
        return session;
    }

    private int taken(PooledSession session) {
        return takenOfEngine[session.engine()];
    }

    void give(int bucket, PooledSession session) {
        takenOfEngine[session.engine()]--;
        idle.get(bucket).add(session);
    }

    /** Closes every session, attempting all; the first failure is thrown with the others suppressed. */
    @Override
    public void close() {
        owned.close();
    }
}
