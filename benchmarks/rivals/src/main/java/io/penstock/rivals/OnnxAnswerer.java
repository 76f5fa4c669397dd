package io.penstock.rivals;

import io.penstock.benchmarks.subject.Answerer;
import io.penstock.benchmarks.subject.Workload;
import io.penstock.schema.BatchInfo;
import io.penstock.schema.DataType;
import io.penstock.schema.InferenceRequest;
import io.penstock.schema.InferenceResult;
import io.penstock.schema.ModelIdentity;
import io.penstock.schema.Tensor;
import io.penstock.schema.TensorInputs;
import io.penstock.schema.TensorOutput;
import io.penstock.schema.Timings;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Answers with a model: one request a run, or several in one batch. Owns the model. Thread-safe. */
final class OnnxAnswerer implements Answerer {
    private static final String NO_HASH = "0".repeat(64);

    private final OnnxModel model;
    private final ModelIdentity identity;
    private final AtomicLong batches = new AtomicLong();
    private final AtomicLong rows = new AtomicLong();

    OnnxAnswerer(Workload.Inference inference) {
        model = OnnxModel.load(inference);
        identity = new ModelIdentity(inference.model(), "1", NO_HASH, "onnxruntime");
    }

    @Override
    public InferenceResult answer(InferenceRequest request) {
        return answerAll(List.of(request)).get(0);
    }

    @Override
    public List<InferenceResult> answerAll(List<InferenceRequest> requests) {
        OnnxModel.Output output = model.run(
                rowShape(requests.get(0)),
                requests.stream().map(OnnxAnswerer::data).toList());
        long batch = batches.incrementAndGet();
        rows.addAndGet(requests.size());
        List<InferenceResult> answers = new ArrayList<>(requests.size());
        for (int i = 0; i < requests.size(); i++) {
            answers.add(result(requests.get(i), output, i, new BatchInfo(batch, requests.size(), 0)));
        }
        return answers;
    }

    /** The mean rows of a run so far. */
    double meanBatch() {
        long runs = batches.get();
        return runs == 0 ? 0 : (double) rows.get() / runs;
    }

    private InferenceResult result(InferenceRequest request, OnnxModel.Output output, int row, BatchInfo batch) {
        List<Long> shape = new ArrayList<>(List.of(1L));
        shape.addAll(output.rowShape());
        Tensor tensor = new Tensor(
                model.outputName(), DataType.FLOAT32, shape, output.rows().get(row));
        return InferenceResult.newBuilder()
                .setId(request.getId())
                .setOutput(new TensorOutput(List.of(tensor)))
                .setModel(identity)
                .setBatch(batch)
                .setTimings(new Timings(0L, 0L, 0L))
                .setCompletedAt(Instant.now())
                .build();
    }

    private static Tensor tensor(InferenceRequest request) {
        return ((TensorInputs) request.getInput()).getTensors().get(0);
    }

    private static ByteBuffer data(InferenceRequest request) {
        return tensor(request).getData();
    }

    private static long[] rowShape(InferenceRequest request) {
        return tensor(request).getShape().stream()
                .skip(1)
                .mapToLong(Long::longValue)
                .toArray();
    }

    @Override
    public void close() {
        model.close();
    }
}
