package io.penstock.engine.tensorrt;

import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import io.penstock.engine.Bucket;
import io.penstock.engine.Completion;
import io.penstock.engine.EngineException;
import io.penstock.engine.RunReport;
import io.penstock.engine.Session;
import io.penstock.engine.Shape;
import io.penstock.engine.lifetime.SessionLifetime;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A stream of the GPU with its context, graphs and memory, and a thread that sleeps until a run has ended. */
final class TensorRtSession implements Session {
    /** The run under way. */
    private record Run(int rows, int computedRows, long startNanos, Completion completion) {}

    private final TensorRtEngine engine;
    private final Bucket bucket;
    private final Computation computation;
    private final SessionLifetime lifetime;
    private final CompletionThread thread;

    private volatile @Nullable Run current;

    /** A session; it owns the computation. */
    TensorRtSession(TensorRtEngine engine, Bucket bucket, Computation computation) {
        this.engine = engine;
        this.bucket = bucket;
        this.computation = computation;
        String model = engine.info().model();
        lifetime = new SessionLifetime(model, bucket.name(), engine.maxRows());
        thread = new CompletionThread(model + "[" + bucket.name() + "]", this::awaitRun);
    }

    @Override
    public Bucket bucket() {
        return bucket;
    }

    @Override
    public int maxRows() {
        return engine.maxRows();
    }

    @Override
    public ByteBuffer input(int index) {
        lifetime.requireOpen();
        return computation.input(index);
    }

    @Override
    public void run(int firstRow, int rows, Completion completion) {
        lifetime.begin(firstRow, rows);
        long startNanos = System.nanoTime();
        int computedRows;
        try {
            computedRows = computation.start(firstRow, rows);
        } catch (RuntimeException | Error failure) {
            lifetime.fail(completion, settled(failure, rows));
            return;
        }
        current = new Run(rows, computedRows, startNanos, completion);
        thread.runStarted();
    }

    private void awaitRun() {
        Run run = current;
        if (run == null) {
            throw new IllegalStateException("woken without a run: bucket=" + bucket.name());
        }
        try {
            computation.await();
        } catch (RuntimeException | Error failure) {
            lifetime.fail(run.completion(), described(failure, run.rows()));
            return;
        }
        long nanos = System.nanoTime() - run.startNanos();
        lifetime.complete(run.completion(), new RunReport(run.rows(), run.computedRows(), nanos));
    }

    /** What of the run was started already must not write into the buffers any more. */
    private PenstockException settled(Throwable failure, int rows) {
        try {
            computation.settle();
        } catch (RuntimeException worse) {
            worse.addSuppressed(failure);
            return described(worse, rows);
        }
        return described(failure, rows);
    }

    private PenstockException described(Throwable failure, int rows) {
        String run = "a run failed: model=" + engine.info().model() + ", device="
                + engine.info().device() + ", rows=" + rows + ": ";
        FailureCategory category =
                failure instanceof PenstockException known ? known.category() : FailureCategory.FATAL;
        return new EngineException(category, run + failure.getMessage(), failure);
    }

    @Override
    public ByteBuffer output(int index) {
        int rows = lifetime.requireCompletedRows();
        return computation.output(index, rows);
    }

    @Override
    public Shape outputRowShape(int index) {
        lifetime.requireCompletedRows();
        return computation.outputRowShape(index);
    }

    @Override
    public void close() {
        if (!lifetime.close()) {
            return;
        }
        thread.close();
        try {
            computation.close();
        } finally {
            engine.sessionClosed();
        }
    }
}
