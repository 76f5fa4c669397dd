package io.penstock.benchmarks.subject;

import io.penstock.schema.BatchInfo;
import io.penstock.schema.InferenceRequest;
import io.penstock.schema.InferenceResult;
import io.penstock.schema.ModelIdentity;
import io.penstock.schema.TensorInputs;
import io.penstock.schema.TensorOutput;
import io.penstock.schema.Timings;
import java.time.Instant;

/** Answers with the tensors of the request, and with all that Penstock's answers hold, so that both are as large. */
final class Echo implements Answerer {
    private static final String NO_HASH = "0".repeat(64);

    private final ModelIdentity model;

    Echo(Workload.Inference inference) {
        model = new ModelIdentity(inference.model(), "1", NO_HASH, inference.backend());
    }

    @Override
    public InferenceResult answer(InferenceRequest request) {
        TensorInputs inputs = (TensorInputs) request.getInput();
        return InferenceResult.newBuilder()
                .setId(request.getId())
                .setOutput(new TensorOutput(inputs.getTensors()))
                .setModel(model)
                .setBatch(new BatchInfo(0L, 1, 0))
                .setTimings(new Timings(0L, 0L, 0L))
                .setCompletedAt(Instant.now())
                .build();
    }
}
