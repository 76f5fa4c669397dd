package io.penstock.topology.stage.tensor;

import io.penstock.engine.Shape;
import io.penstock.inference.RowResults;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Results that came over the wire, in native byte order. */
final class TensorResults implements RowResults {
    private final int rows;
    private final List<Shape> rowShapes;
    private final List<ByteBuffer> outputs;

    private TensorResults(int rows, List<Shape> rowShapes, List<ByteBuffer> outputs) {
        this.rows = rows;
        this.rowShapes = rowShapes;
        this.outputs = outputs;
    }

    /** A copy of these tensors, one for each output in the signature's order. */
    static TensorResults of(List<WireTensor> tensors) {
        return new TensorResults(
                tensors.get(0).rows(),
                tensors.stream().map(WireTensor::rowShape).toList(),
                tensors.stream().map(TensorResults::nativeCopy).toList());
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public Shape rowShape(int output) {
        return rowShapes.get(output);
    }

    @Override
    public ByteBuffer output(int output) {
        return outputs.get(output).asReadOnlyBuffer().order(ByteOrder.nativeOrder());
    }

    private static ByteBuffer nativeCopy(WireTensor tensor) {
        ByteBuffer wire = tensor.elements();
        ByteBuffer copy = ByteBuffer.allocate(wire.remaining()).order(ByteOrder.nativeOrder());
        LittleEndian.read(wire, copy, tensor.dtype().bytes());
        return copy.flip();
    }
}
