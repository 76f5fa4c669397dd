package io.penstock.engine.onnxruntime;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.penstock.PenstockException;
import io.penstock.engine.Bucket;
import io.penstock.engine.Completion;
import io.penstock.engine.RunReport;
import io.penstock.engine.Session;
import io.penstock.engine.Shape;
import io.penstock.engine.lifetime.SessionLifetime;
import java.nio.ByteBuffer;

/** Buffers and tensors for one run at a time of the engine's model, on the engine's threads. */
final class OnnxSession implements Session {
    private final OnnxEngine engine;
    private final Bucket bucket;
    private final Inputs inputs;
    private final Outputs outputs;
    private final SessionLifetime lifetime;

    OnnxSession(OnnxEngine engine, Bucket bucket, Inputs inputs, Outputs outputs) {
        this.engine = engine;
        this.bucket = bucket;
        this.inputs = inputs;
        this.outputs = outputs;
        lifetime = new SessionLifetime(engine.info().model(), bucket.name(), engine.maxRows());
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
        return inputs.buffer(index);
    }

    @Override
    public void run(int firstRow, int rows, Completion completion) {
        lifetime.begin(firstRow, rows);
        engine.execute(() -> compute(firstRow, rows, completion));
    }

    private void compute(int firstRow, int rows, Completion completion) {
        long startNanos = System.nanoTime();
        int computedRows = inputs.computedRows(rows);
        try {
            compute(firstRow, rows, computedRows);
        } catch (PenstockException e) {
            lifetime.fail(completion, e);
            return;
        } catch (OrtException e) {
            lifetime.fail(completion, RunFailure.of(e, engine.info().model(), rows));
            return;
        } catch (RuntimeException | Error e) {
            lifetime.fail(completion, RunFailure.of(e, engine.info().model(), rows));
            return;
        }
        lifetime.complete(completion, new RunReport(rows, computedRows, System.nanoTime() - startNanos));
    }

    private void compute(int firstRow, int rows, int computedRows) throws OrtException {
        Tensors in = inputs.bind(firstRow, rows);
        Tensors pinned = outputs.bind(computedRows);
        try (OrtSession.Result result =
                engine.model().session().run(in.byName(), outputs.copiedNames(), pinned.byName())) {
            outputs.collect(result, computedRows);
        }
    }

    @Override
    public ByteBuffer output(int index) {
        int rows = lifetime.requireCompletedRows();
        return outputs.buffer(index, rows);
    }

    @Override
    public Shape outputRowShape(int index) {
        lifetime.requireCompletedRows();
        return outputs.rowShape(index);
    }

    @Override
    public void close() {
        if (!lifetime.close()) {
            return;
        }
        try (outputs;
                inputs) {
            // Closing them is all there is to do.
        } finally {
            engine.sessionClosed();
        }
    }
}
