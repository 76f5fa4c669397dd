package io.penstock.engine.testkit;

import io.penstock.FailureCategory;
import io.penstock.engine.Bucket;
import io.penstock.engine.Completion;
import io.penstock.engine.DataType;
import io.penstock.engine.EngineException;
import io.penstock.engine.RunReport;
import io.penstock.engine.Session;
import io.penstock.engine.Shape;
import io.penstock.engine.Signature;
import io.penstock.engine.TensorSpec;
import io.penstock.engine.lifetime.SessionLifetime;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.zip.CRC32;

/** A session of a {@link FakeEngine}. It notices when its inputs are written while the engine owns them. */
final class FakeSession implements Session {
    private final FakeEngine engine;
    private final Bucket bucket;
    private final SessionLifetime lifetime;
    private final List<Shape> outputRowShapes;
    private final List<ByteBuffer> inputs;
    private final List<ByteBuffer> outputs;
    private final FakeFunction function;

    FakeSession(FakeEngine engine, Bucket bucket) {
        this.engine = engine;
        this.bucket = bucket;
        Signature signature = engine.signature();
        lifetime = new SessionLifetime(engine.info().model(), bucket.name(), engine.maxRows());
        outputRowShapes = signature.outputs().stream()
                .map(output -> resolve(output.rowShape(), bucket.rowShapes().get(0)))
                .toList();
        inputs = allocate(signature.inputs(), bucket.rowShapes());
        outputs = allocate(signature.outputs(), outputRowShapes);
        function = new FakeFunction(signature, elements(bucket.rowShapes()), elements(outputRowShapes));
    }

    private static Shape resolve(Shape output, Shape input) {
        return Shape.of(IntStream.range(0, output.rank())
                .mapToLong(i -> output.dimension(i) == Shape.DYNAMIC ? input.dimension(i) : output.dimension(i))
                .toArray());
    }

    private List<ByteBuffer> allocate(List<TensorSpec> specs, List<Shape> rowShapes) {
        return IntStream.range(0, specs.size())
                .mapToObj(i -> allocate(specs.get(i).dtype(), rowShapes.get(i)))
                .toList();
    }

    private ByteBuffer allocate(DataType dtype, Shape rowShape) {
        long bytes = Math.multiplyExact(rowShape.elements() * dtype.bytes(), engine.maxRows());
        return ByteBuffer.allocateDirect(Math.toIntExact(bytes)).order(ByteOrder.nativeOrder());
    }

    private static int[] elements(List<Shape> shapes) {
        return shapes.stream()
                .mapToInt(shape -> Math.toIntExact(shape.elements()))
                .toArray();
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
    public void run(int firstRow, int rows, Completion completion) {
        lifetime.begin(firstRow, rows);
        engine.counters().started(rows);
        long checksum = checksum();
        long startNanos = engine.nanoTime();
        engine.timing().end(() -> end(firstRow, rows, completion, checksum, startNanos));
    }

    private void end(int firstRow, int rows, Completion completion, long checksum, long startNanos) {
        Optional<EngineException> failure = compute(firstRow, rows, checksum);
        engine.counters().ended();
        if (failure.isPresent()) {
            lifetime.fail(completion, failure.get());
        } else {
            lifetime.complete(completion, new RunReport(rows, rows, engine.nanoTime() - startNanos));
        }
    }

    private Optional<EngineException> compute(int firstRow, int rows, long checksum) {
        try {
            requireUntouched(checksum);
            Optional<EngineException> failure = engine.faults().nextRun();
            if (failure.isPresent()) {
                return failure;
            }
            outputs.forEach(ByteBuffer::clear);
            for (int row = 0; row < rows; row++) {
                engine.faults().requireHealthy(function.first(inputs, firstRow + row));
                function.compute(inputs, firstRow + row, outputs, row);
            }
            return Optional.empty();
        } catch (EngineException e) {
            return Optional.of(e);
        } catch (RuntimeException e) {
            return Optional.of(new EngineException(FailureCategory.FATAL, "the fake engine broke: " + e, e));
        }
    }

    private void requireUntouched(long checksum) {
        if (checksum != checksum()) {
            throw new EngineException(
                    FailureCategory.FATAL,
                    "the inputs were written while the engine owned them: model="
                            + engine.info().model() + ", bucket=" + bucket.name());
        }
    }

    private long checksum() {
        CRC32 checksum = new CRC32();
        for (ByteBuffer input : inputs) {
            checksum.update(input.duplicate().clear());
        }
        return checksum.getValue();
    }

    @Override
    public ByteBuffer output(int index) {
        int rows = lifetime.requireCompletedRows();
        ByteBuffer output = outputs.get(index);
        return output.limit(output.capacity() / maxRows() * rows).position(0);
    }

    @Override
    public Shape outputRowShape(int index) {
        lifetime.requireCompletedRows();
        return outputRowShapes.get(index);
    }

    @Override
    public void close() {
        if (lifetime.close()) {
            engine.sessionClosed();
        }
    }
}
