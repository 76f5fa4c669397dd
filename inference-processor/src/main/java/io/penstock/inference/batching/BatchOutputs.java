package io.penstock.inference.batching;

import io.penstock.engine.DataType;
import io.penstock.engine.Session;
import io.penstock.engine.Shape;
import io.penstock.engine.Signature;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The outputs of one run, copied out of the session once so that it can run again at once. They stay as they are until
 * every request of the run has released them: then they go back to their pool. Filled by one thread, then read and
 * released by any.
 */
final class BatchOutputs {
    /** All rows of one output; its array only grows. */
    private static final class Output {
        private final DataType dtype;
        private Shape rowShape = Shape.of();
        private int rowBytes;
        private byte[] copy = {};
        private ByteBuffer rows = ByteBuffer.wrap(copy);

        Output(DataType dtype) {
            this.dtype = dtype;
        }

        void copy(Shape shape, int count, ByteBuffer from) {
            rowShape = shape;
            rowBytes = Math.toIntExact(Math.multiplyExact(shape.elements(), dtype.bytes()));
            int bytes = Math.multiplyExact(rowBytes, count);
            if (bytes > copy.length) {
                copy = new byte[bytes];
                rows = ByteBuffer.wrap(copy).asReadOnlyBuffer();
            }
            from.get(0, copy, 0, bytes);
        }
    }

    private final OutputPool pool;
    private final List<Output> outputs;
    private final AtomicInteger unreleased = new AtomicInteger();

    /** Outputs of this signature, to be filled. */
    BatchOutputs(Signature signature, OutputPool pool) {
        this.pool = pool;
        this.outputs = signature.outputs().stream()
                .map(spec -> new Output(spec.dtype()))
                .toList();
    }

    /** Copies the outputs of the run that has just completed, for so many requests. */
    void fill(Session session, int rows, int requests) {
        for (int i = 0; i < outputs.size(); i++) {
            outputs.get(i).copy(session.outputRowShape(i), rows, session.output(i));
        }
        unreleased.set(requests);
    }

    /** So many requests more, at least one, read them no longer. */
    void release(int requests) {
        if (unreleased.addAndGet(-requests) == 0) {
            pool.give(this);
        }
    }

    /** The memory they take, in bytes. */
    long bytes() {
        long bytes = 0;
        for (Output output : outputs) {
            bytes += output.copy.length;
        }
        return bytes;
    }

    Shape rowShape(int output) {
        return outputs.get(output).rowShape;
    }

    /** A view of these rows. */
    ByteBuffer rows(int output, int firstRow, int rows) {
        Output all = outputs.get(output);
        return all.rows.slice(firstRow * all.rowBytes, rows * all.rowBytes).order(ByteOrder.nativeOrder());
    }
}
