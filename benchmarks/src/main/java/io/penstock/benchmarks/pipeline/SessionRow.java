package io.penstock.benchmarks.pipeline;

import io.penstock.engine.Session;
import io.penstock.engine.Shape;
import io.penstock.engine.Signature;
import io.penstock.inference.RowResults;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.IntStream;

/** A copy of one row of what a session has computed. */
record SessionRow(List<Shape> shapes, List<ByteBuffer> outputs) implements RowResults {
    SessionRow {
        shapes = List.copyOf(shapes);
        outputs = List.copyOf(outputs);
    }

    /** @param count the rows of the run */
    static SessionRow copy(Session session, Signature signature, int row, int count) {
        int outputs = signature.outputs().size();
        return new SessionRow(
                IntStream.range(0, outputs).mapToObj(session::outputRowShape).toList(),
                IntStream.range(0, outputs)
                        .mapToObj(output -> copy(session.output(output), row, count))
                        .toList());
    }

    private static ByteBuffer copy(ByteBuffer output, int row, int count) {
        int bytes = output.limit() / count;
        return ByteBuffer.allocate(bytes).put(output.slice(row * bytes, bytes)).flip();
    }

    @Override
    public int rows() {
        return 1;
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
