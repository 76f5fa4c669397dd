package io.penstock.topology.stage;

import io.penstock.RecordException;
import io.penstock.inference.RowResults;
import org.apache.avro.specific.SpecificRecord;

/** Turns a model's outputs into an answer. One instance serves one stream task: it need not be thread-safe. */
public interface Postprocessor {
    /**
     * The answer to one request.
     *
     * @return one of the union that {@code InferenceResult.output} is: a {@code ClassificationOutput}, a {@code
     *     DetectionOutput}, a {@code TensorOutput} or a {@code RegressionOutput}
     * @throws RecordException if the outputs make no answer; the request becomes a dead letter
     */
    SpecificRecord output(RowResults results);
}
