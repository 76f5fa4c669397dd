package io.penstock.topology.stage.tensor;

import io.penstock.engine.TensorSpec;
import io.penstock.inference.RowResults;
import io.penstock.topology.stage.Postprocessor;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** The outputs of some indices as tensors. Immutable and thread-safe. */
public final class TensorPostprocessor implements Postprocessor {
    private final List<TensorSpec> outputs;
    private final int[] indices;

    TensorPostprocessor(List<TensorSpec> outputs, int[] indices) {
        this.outputs = List.copyOf(outputs);
        this.indices = indices.clone();
    }

    @Override
    public SpecificRecord output(RowResults results) {
        return TensorCodec.toTensorOutput(results, outputs, indices);
    }

    /** A new writer of the same outputs, where their bytes are on the wire what they are here. */
    public Optional<ResultsInPlace> inPlace() {
        return ByteOrder.nativeOrder().equals(ByteOrder.LITTLE_ENDIAN)
                ? Optional.of(new ResultsInPlace(outputs, indices))
                : Optional.empty();
    }
}
