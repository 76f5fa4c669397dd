package io.penstock.benchmarks.subject;

import io.penstock.schema.InferenceRequest;
import io.penstock.schema.InferenceResult;
import java.util.List;

/** Makes answers of requests. Thread-safe. The subject owns it and closes it. */
public interface Answerer extends AutoCloseable {
    /** One answer. */
    InferenceResult answer(InferenceRequest request);

    /** The answers to several requests, in their order; one after the other, unless the answerer knows better. */
    default List<InferenceResult> answerAll(List<InferenceRequest> requests) {
        return requests.stream().map(this::answer).toList();
    }

    @Override
    default void close() {}
}
