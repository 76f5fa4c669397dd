package io.penstock.topology.stage;

import io.penstock.RecordException;
import io.penstock.inference.RowSource;
import io.penstock.schema.InferenceRequest;

/** Turns requests into rows of the model's inputs. One instance serves one stream task: it need not be thread-safe. */
public interface Preprocessor {
    /**
     * Decodes a request. What can be refused is refused here, before the rows claim a place in a batch.
     *
     * @return its rows, independent of this instance: they may be written after the next call
     * @throws RecordException if the request is at fault; it becomes a dead letter, and its neighbours go on
     */
    RowSource prepare(InferenceRequest request);
}
