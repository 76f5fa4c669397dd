package io.penstock.benchmarks.pipeline;

import io.penstock.engine.Session;
import io.penstock.engine.Shape;
import io.penstock.engine.Signature;
import io.penstock.inference.RowResults;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.IntStream;

/** A copy of neighbouring rows of what a session has computed. */
record SessionRows(int rows, List<Shape> shapes, List<ByteBuffer> outputs) implements RowResults {
    SessionRows {
        shapes = List.copyOf(shapes);
        outputs = List.copyOf(outputs);
    }

    /**
     * A copy.
     *
     * @param first the first row
     * @param rows how many
     * @param count the rows of the run
     */
    static SessionRows copy(Session session, Signature signature, int first, int rows, int count) {
        int outputs = signature.outputs().size();
        return new SessionRows(
                rows,
                IntStream.range(0, outputs).mapToObj(session::outputRowShape).toList(),
                IntStream.range(0, outputs)
                        .mapToObj(output -> copy(session.output(output), first, rows, count))
                        .toList());
    }

    private static ByteBuffer copy(ByteBuffer output, int first, int rows, int count) {
        int bytes = output.limit() / count;
        return ByteBuffer.allocate(rows * bytes)
                .put(output.slice(first * bytes, rows * bytes))
                .flip();
    }

    @Override
    public Shape rowShape(int output) {
        return shapes.get(output);
    }

    @Override
    public ByteBuffer output(int output) {
        return outputs.get(output).asReadOnlyBuffer().order(ByteOrder.nativeOrder());
    }
}
