package io.penstock.benchmarks.nullengine;

import io.penstock.engine.Bucket;
import io.penstock.engine.Completion;
import io.penstock.engine.EngineDescription;
import io.penstock.engine.RunReport;
import io.penstock.engine.Session;
import io.penstock.engine.Shape;
import io.penstock.engine.lifetime.SessionLifetime;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Its outputs are its input buffers; a run ends before it returns, or later, as its device has it. For one thread at a time,
 * as every session.
 */
final class NullSession implements Session {
    private final EngineDescription engine;
    private final Bucket bucket;
    private final Device device;
    private final Runnable onClose;
    private final SessionLifetime lifetime;
    private final List<ByteBuffer> inputs;
    private int firstRow;

    NullSession(EngineDescription engine, Bucket bucket, Device device, Runnable onClose) {
        this.engine = engine;
        this.bucket = bucket;
        this.device = device;
        this.onClose = onClose;
        this.lifetime = new SessionLifetime(engine.info().model(), bucket.name(), engine.maxRows());
        this.inputs = IntStream.range(0, bucket.rowShapes().size())
                .mapToObj(input -> ByteBuffer.allocateDirect(engine.maxRows() * rowBytes(input))
                        .order(ByteOrder.nativeOrder()))
                .toList();
    }

    private int rowBytes(int input) {
        return Math.toIntExact(bucket.rowBytes(engine.signature(), input));
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
        return inputs.get(index);
    }

    @Override
    public void run(int first, int rows, Completion completion) {
        lifetime.begin(first, rows);
        firstRow = first;
        device.run(nanos -> lifetime.complete(completion, new RunReport(rows, rows, nanos)));
    }

    @Override
    public ByteBuffer output(int index) {
        int rows = lifetime.requireCompletedRows();
        int rowBytes = rowBytes(index);
        return inputs.get(index).slice(firstRow * rowBytes, rows * rowBytes).order(ByteOrder.nativeOrder());
    }

    @Override
    public Shape outputRowShape(int index) {
        lifetime.requireCompletedRows();
        return bucket.rowShapes().get(index);
    }

    @Override
    public void close() {
        if (lifetime.close()) {
            onClose.run();
        }
    }
}
