package io.penstock.engine.testkit;

import io.penstock.PenstockException;
import io.penstock.engine.Completion;
import io.penstock.engine.RunReport;
import io.penstock.engine.Session;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Keeps how a run ended until a test asks. Thread-safe. */
public final class RecordedCompletion implements Completion {
    private static final int DEADLINE_SECONDS = 60;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicInteger calls = new AtomicInteger();

    private volatile @Nullable RunReport report;
    private volatile @Nullable PenstockException failure;

    /** Runs a session and waits for the end. */
    public static RunReport run(Session session, int firstRow, int rows) {
        RecordedCompletion completion = new RecordedCompletion();
        session.run(firstRow, rows, completion);
        return completion.await();
    }

    @Override
    public void completed(RunReport report) {
        calls.incrementAndGet();
        this.report = report;
        ended.countDown();
    }

    @Override
    public void failed(PenstockException failure) {
        calls.incrementAndGet();
        this.failure = failure;
        ended.countDown();
    }

    /** How often it was called. */
    public int calls() {
        return calls.get();
    }

    /**
     * The report of the run, waited for; the failure of a failed run is thrown.
     *
     * @throws AssertionError if the run does not end within a minute
     */
    public RunReport await() {
        awaitEnd();
        PenstockException thrown = failure;
        if (thrown != null) {
            throw thrown;
        }
        RunReport completed = report;
        if (completed == null) {
            throw new AssertionError("a run ended with neither report nor failure");
        }
        return completed;
    }

    private void awaitEnd() {
        try {
            if (!ended.await(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("a run did not end within " + DEADLINE_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for a run", e);
        }
    }
}
