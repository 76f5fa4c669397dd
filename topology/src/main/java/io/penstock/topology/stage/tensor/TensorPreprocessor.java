package io.penstock.topology.stage.tensor;

import io.penstock.RecordException;
import io.penstock.RecordFailure;
import io.penstock.engine.Shape;
import io.penstock.inference.RowSource;
import io.penstock.schema.InferenceRequest;
import io.penstock.schema.TensorInputs;
import io.penstock.topology.stage.ModelBinding;
import io.penstock.topology.stage.Preprocessor;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

/** Takes tensors as they are, once they fit the model's signature. Immutable and thread-safe. */
public final class TensorPreprocessor implements Preprocessor {
    private final ModelBinding model;
    private final ContentCheck check;
    private final List<Long> padding;

    /**
     * For one model.
     *
     * @param padding the bits of each input's padding element, in the signature's order
     */
    TensorPreprocessor(ModelBinding model, ContentCheck check, List<Long> padding) {
        this.model = model;
        this.check = check;
        this.padding = List.copyOf(padding);
    }

    @Override
    public RowSource prepare(InferenceRequest request) {
        if (!(request.getInput() instanceof TensorInputs given)) {
            throw new RecordException(
                    RecordFailure.INVALID_INPUT, "the tensor stage reads tensors, not an encoded payload");
        }
        List<WireTensor> inputs =
                WireTensor.match(given.getTensors(), model.signature().inputs(), Direction.INPUT);
        int rows = inputs.get(0).rows();
        if (rows > model.maxRows()) {
            throw new RecordException(
                    RecordFailure.TOO_LARGE,
                    "the request has more rows than a batch takes: rows=" + rows + ", max=" + model.maxRows()
                            + ", model=" + model.name());
        }
        for (WireTensor input : inputs) {
            check.check(input);
        }
        int bucket = bucket(inputs);
        return new TensorRows(inputs, bucket, model.buckets().get(bucket), padding);
    }

    /** New rows in place, where the elements' bytes are here what they are on the wire and need no look. */
    public Optional<RowsInPlace> inPlace() {
        boolean asTheyAre = ByteOrder.nativeOrder().equals(ByteOrder.LITTLE_ENDIAN)
                && model.signature().inputs().stream().noneMatch(input -> check.looksAt(input.dtype()));
        return asTheyAre ? Optional.of(new RowsInPlace(model)) : Optional.empty();
    }

    private int bucket(List<WireTensor> inputs) {
        Shape[] each = new Shape[inputs.size()];
        for (int i = 0; i < each.length; i++) {
            each[i] = inputs.get(i).rowShape();
        }
        List<Shape> shapes = List.of(each);
        return model.smallestBucket(shapes)
                .orElseThrow(() -> new RecordException(
                        RecordFailure.TOO_LARGE,
                        "the rows fit no bucket of the model: rowShapes=" + shapes + ", buckets="
                                + model.buckets().stream()
                                        .map(room -> room.name() + " " + room.rowShapes())
                                        .toList()));
    }
}
