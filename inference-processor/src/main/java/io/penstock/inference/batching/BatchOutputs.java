package io.penstock.inference.batching;

import io.penstock.engine.DataType;
import io.penstock.engine.Session;
import io.penstock.engine.Shape;
import io.penstock.engine.Signature;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** The outputs of one run, copied out of the session once so that it can run again at once. Immutable. */
final class BatchOutputs {
    private record Output(Shape rowShape, int rowBytes, ByteBuffer rows) {}

    private final List<Output> outputs;

    private BatchOutputs(List<Output> outputs) {
        this.outputs = outputs;
    }

    /** Copies the outputs of the run that has just completed. */
    static BatchOutputs copyOf(Session session, Signature signature, int rows) {
        List<Output> outputs = new ArrayList<>(signature.outputs().size());
        for (int i = 0; i < signature.outputs().size(); i++) {
            DataType dtype = signature.outputs().get(i).dtype();
            Shape rowShape = session.outputRowShape(i);
            int rowBytes = Math.toIntExact(Math.multiplyExact(rowShape.elements(), dtype.bytes()));
            byte[] copy = new byte[Math.multiplyExact(rowBytes, rows)];
            session.output(i).get(0, copy);
            outputs.add(new Output(rowShape, rowBytes, ByteBuffer.wrap(copy).asReadOnlyBuffer()));
        }
        return new BatchOutputs(outputs);
    }

    Shape rowShape(int output) {
        return outputs.get(output).rowShape();
    }

    /** A view of these rows. */
    ByteBuffer rows(int output, int firstRow, int rows) {
        Output all = outputs.get(output);
        return all.rows()
                .slice(firstRow * all.rowBytes(), rows * all.rowBytes())
                .order(ByteOrder.nativeOrder());
    }
}
