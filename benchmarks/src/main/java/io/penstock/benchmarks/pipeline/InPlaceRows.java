package io.penstock.benchmarks.pipeline;

import io.penstock.inference.RowSource;
import io.penstock.schema.wire.TensorRequest;
import io.penstock.topology.pipeline.BoundStages;
import io.penstock.topology.stage.tensor.RowsInPlace;
import io.penstock.topology.stage.tensor.TensorPreprocessor;
import java.util.List;
import java.util.Optional;

/**
 * The rows of encoded requests, taken where they lie, as a task of the pipeline takes those of tensors. Not thread-safe: a
 * thread has its own.
 */
final class InPlaceRows {
    private final TensorRequest request = new TensorRequest();
    private final RowsInPlace rows;

    private InPlaceRows(RowsInPlace rows) {
        this.rows = rows;
    }

    /** New ones, if the pipeline's preprocess stage does without decoding at all. */
    static Optional<InPlaceRows> of(BoundStages stages) {
        return stages.preprocessors().get() instanceof TensorPreprocessor tensors
                ? tensors.inPlace().map(InPlaceRows::new)
                : Optional.empty();
    }

    /**
     * Whether the pipeline decodes none of these requests.
     *
     * @param values as records have them, written with this version's schema
     */
    static boolean takes(BoundStages stages, List<byte[]> values) {
        return of(stages).filter(rows -> values.stream().allMatch(rows::show)).isPresent();
    }

    private boolean show(byte[] value) {
        return request.read(value) && rows.show(request);
    }

    /**
     * The rows of a request, good until the next one's are asked for.
     *
     * @throws IllegalArgumentException if it is one that the pipeline decodes
     */
    RowSource rows(byte[] value) {
        if (!show(value)) {
            throw new IllegalArgumentException("the request is not taken in place: bytes=" + value.length);
        }
        return rows;
    }
}
