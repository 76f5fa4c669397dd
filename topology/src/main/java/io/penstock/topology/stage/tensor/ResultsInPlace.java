package io.penstock.topology.stage.tensor;

import io.penstock.engine.Shape;
import io.penstock.engine.TensorSpec;
import io.penstock.inference.RowResults;
import io.penstock.schema.BatchInfo;
import io.penstock.schema.Timings;
import io.penstock.schema.wire.EncodedModel;
import io.penstock.schema.wire.TensorResult;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * Writes a model's outputs as the tensors of a result, straight into the record's value. One instance writes one result
 * after the other. Not thread-safe.
 */
public final class ResultsInPlace {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final int[] indices;
    private final ByteBuffer[] data;
    private final Shape[] rowShapes;
    private final TensorResult writer;
    private long rows;

    /** A writer of the outputs of these indices. */
    ResultsInPlace(List<TensorSpec> outputs, int[] indices) {
        List<TensorSpec> wanted = Arrays.stream(indices).mapToObj(outputs::get).toList();
        this.indices = indices;
        this.data = new ByteBuffer[indices.length];
        this.rowShapes = new Shape[indices.length];
        this.writer = new TensorResult(
                wanted.stream().map(TensorSpec::name).toList(),
                wanted.stream().map(TensorCodec::wireType).toList(),
                new Shown());
    }

    /**
     * A result's value; the parameters are those of {@link TensorResult#write}.
     *
     * @param results the outputs, in native byte order, which has to be little-endian
     */
    public byte[] write(
            byte[] frame,
            String id,
            RowResults results,
            EncodedModel model,
            BatchInfo batch,
            Timings timings,
            long completedAtMillis) {
        rows = results.rows();
        for (int i = 0; i < indices.length; i++) {
            data[i] = results.output(indices[i]);
            rowShapes[i] = results.rowShape(indices[i]);
        }
        byte[] value = writer.write(frame, id, model, batch, timings, completedAtMillis);
        Arrays.fill(data, NOTHING); // or the batch's outputs stay until the next result
        return value;
    }

    private final class Shown implements TensorResult.Tensors {
        @Override
        public int rank(int tensor) {
            return rowShapes[tensor].rank() + 1;
        }

        @Override
        public long dimension(int tensor, int axis) {
            return axis == 0 ? rows : rowShapes[tensor].dimension(axis - 1);
        }

        @Override
        public ByteBuffer data(int tensor) {
            return data[tensor];
        }
    }
}
