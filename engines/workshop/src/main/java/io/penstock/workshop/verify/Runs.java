package io.penstock.workshop.verify;

import io.penstock.PenstockException;
import io.penstock.engine.Completion;
import io.penstock.engine.RunReport;
import io.penstock.engine.Session;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Runs a session and waits for it. */
public final class Runs {
    private Runs() {}

    /**
     * Runs the first rows of a session.
     *
     * @throws PenstockException what the run failed with
     * @throws CancellationException if the thread is interrupted meanwhile; it stays interrupted
     */
    public static RunReport await(Session session, int rows) {
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
            return run.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof PenstockException failure ? failure : new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
    }
}
